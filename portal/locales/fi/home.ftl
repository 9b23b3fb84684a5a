home-title = Mitä haluat tehdä tiedoillesi?
home-lead = Täällä voit kysyä, mitä tietoja meillä on sinusta, ja pyytää meitä korjaamaan tai poistamaan ne tai lopettamaan niiden käytön.
home-free = Pyynnöt ovat maksuttomia. Emme kysy henkilötunnusta emmekä pyydä kopiota henkilöllisyystodistuksesta.
home-next-title = Näin se etenee
home-next-address = Vahvistat sähköpostiosoitteesi linkillä, jonka lähetämme siihen.
home-next-ask = Kerrot, mitä haluat. Useimmat pyynnöt vievät pari minuuttia.
home-next-answer = Vastaamme kuukauden kuluessa. Voit seurata pyyntöäsi täällä.
