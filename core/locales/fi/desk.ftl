# Käsittely: miten päätöskirje nimeää pyydetyn ja mitä tietojen muille haltijoille kerrotaan.
desk-late-package = Tietojesi kokoaminen kesti pidempään kuin sen olisi pitänyt.
desk-instruction-rectify = Asia { $reference }: oikaiskaa järjestelmissänne nämä tiedot: { $fields }. Vahvistakaa kirjallisesti, myös alikäsittelijöiden ja varmuuskopioiden osalta.
desk-instruction-erase = Asia { $reference }: poistakaa järjestelmistänne nämä tiedot: { $fields }. Vahvistakaa kirjallisesti, myös alikäsittelijöiden ja varmuuskopioiden osalta.
desk-instruction-restrict = Asia { $reference }: rajoittakaa järjestelmissänne näiden tietojen käsittelyä: { $fields }. Säilyttäkää tiedot, mutta älkää käyttäkö niitä muuhun. Vahvistakaa kirjallisesti, myös alikäsittelijöiden ja varmuuskopioiden osalta.
desk-instruction-lift-restriction = Asia { $reference }: käsittelyn rajoitus on poistettu näistä tiedoista: { $fields }. Vahvistakaa kirjallisesti, myös alikäsittelijöiden ja varmuuskopioiden osalta.
desk-instruction-stop-purpose = Asia { $reference }: lopettakaa tietojen käsittely tähän tarkoitukseen: { $fields }. Vahvistakaa kirjallisesti, myös alikäsittelijöiden ja varmuuskopioiden osalta.
desk-instruction-stop-marketing = Asia { $reference }: lopettakaa suoramarkkinointi: { $fields }. Poistakaa osoite jakelulistoilta. Vahvistakaa kirjallisesti, myös alikäsittelijöiden ja varmuuskopioiden osalta.
forward-look-reason = pyyntö koskee asiakkaan verkkosivustoa; selvitetään, kenelle se välitetään
breach-astray-package = tietopaketti
breach-astray-records = Nimi ja pyynnön numero sekä se, mitä pyyntö koskee: { $asked }
breach-astray-nature = Väärä vastaanottaja: { $what }. { $how }
breach-astray-systems = Tietosuojaportaali
breach-astray-subjects = Henkilö, joka teki tietosuojapyynnön
