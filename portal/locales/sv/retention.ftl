# Retention: what the daily run destroyed and what is held.
retention-title = Förvaring och förstöring av uppgifter
retention-lead = Portalen förstör varje natt de uppgifter vars förvaringstid har gått ut. Här visas bara antal, inga namn.
retention-none = Ingen körning har gjorts ännu. Den dag portalen tas i bruk räknar den bara vad som skulle förstöras. Förstöringen börjar följande natt klockan 2.
retention-found = Senaste körningen
retention-destroyed-at = Körningen avslutades { $when }.
retention-counted-at = Räkningen avslutades { $when }. Inget förstördes.
retention-what = Uppgift
retention-rule = Förvaringstid
retention-gone = Förstört
retention-would-go = Skulle förstöras
retention-held = Bevaras på grund av
retention-note = Att notera
retention-nothing = Det fanns inget att förstöra.
retention-emptied = { $count } delvis
retention-overdue = { $count } över 30 dagar försenade
retention-undated = { $count } hör inte till någon räkenskapsperiod: bevaras
retention-why-claim = Rättsligt anspråk
retention-why-authority = Myndighets föreläggande
retention-why-restriction = Behandlingen är begränsad
retention-why-open-request = Öppen begäran om uppgifter
retention-rule-v6 = 6 år från utgången av det år då räkenskapsperioden gick ut
retention-rule-b10 = 10 år från räkenskapsperiodens utgång
retention-rule-c0 = tills ändamålet upphör
retention-rule-months = { $count ->
    [one] 1 månad
   *[other] { $count } månader
}
retention-rule-days = 30 dagar från att begäran avslutades
retention-due = Att förstöra nu
retention-due-text = Så mycket skulle nästa körning förstöra om den gjordes just nu.
retention-order-text = Körningen görs varje natt av sig själv. Om du startar den nu förstörs uppgifterna ovan för gott.
retention-order = Förstör nu
retention-under-way = En körning pågår. Den görs i omgångar i bakgrunden.
retention-failed = En omgång av körningen misslyckades, och inget i den förstördes. Portalen försöker igen var tionde minut. Om det här meddelandet finns kvar efter en timme, be den som sköter servern att kontrollera diskutrymmet och databasen och leta i loggen efter raden ”a batch of the run of destruction failed”.
retention-run-told = { $when }: { $count } rader
retention-kind = Hinder
retention-review-on = Bedöms senast
retention-runs = De senaste körningarna
retention-no-runs = Inga körningar.
retention-started = Började
retention-run-kind = Slag
retention-run-destroys = förstöring
retention-run-counts = räkning
retention-rows = Rader
retention-finished = Avslutades
retention-running = pågår
retention-proof = Beteckning i händelseloggen

# Holds.
hold-title = Hinder för förstöring
hold-lead = Ett hinder bevarar personens uppgifter trots att förvaringstiden har gått ut. Skälet lämnas ut till personen om hen begär sina uppgifter.
hold-none = Det finns inga hinder.
hold-reason = Skäl
hold-reason-hint = Skriv vilket anspråk eller föreläggande hindret gäller.
hold-set-at = Infört
hold-review = Bedöms på nytt
hold-review-hint = Senast denna dag kontrolleras om hindret fortfarande behövs.
hold-lifted-at = Upphävt
hold-lift = Upphäv hindret
hold-new = Inför ett nytt hinder
hold-kind = Orsak till hindret
hold-set = Inför hindret
hold-kind-problem = Välj orsaken till hindret.
hold-reason-problem = Skriv ett skäl, högst 1000 tecken.
hold-review-problem = Ange ett kommande datum då hindret bedöms på nytt.
retention-order-legend = Förstöringen kan inte ångras
retention-sure = Jag har gått igenom listan: { $count } poster förstörs för gott.
retention-sure-problem = Bekräfta först att du har gått igenom vad som förstörs
hold-covers = Vad hindret omfattar
hold-covers-hint = Kontaktuppgifterna och kunduppgifterna bevaras alltid, så att man vet vem det gäller. Välj därtill bara det som anspråket eller föreläggandet kräver. Övriga uppgifter förstörs och raderas som vanligt.
hold-order = Om det gäller en myndighets föreläggande
hold-authority = Myndighet
hold-authority-hint = Hela namnet, till exempel Helsingfors tingsrätt.
hold-statute = Lag som föreläggandet grundar sig på
hold-statute-hint = Till exempel tvångsmedelslagen 8 kap. 24 §.
hold-reference = Föreläggandets nummer eller datum
hold-authority-problem = Skriv namnet på den myndighet som gett föreläggandet, högst 300 tecken.
hold-statute-problem = Skriv den lag och paragraf som föreläggandet grundar sig på, högst 300 tecken.
hold-reference-problem = Förkorta numret, högst 300 tecken.
hold-lift-text = När hindret upphävs raderas genast det som personen har bett oss radera och som bara hindret bevarade. Annat vars tid har gått ut förstörs vid nästa körning.
hold-on-record = Hinder för förstöring
hold-on-record-none = Det finns inget hinder för personens uppgifter.
hold-on-record-some = { $count ->
    [one] Ett hinder är i kraft.
   *[other] { $count } hinder är i kraft.
}
hold-open = Visa eller inför ett hinder
retention-holds = Hinder i kraft
retention-holds-lead = Ett hinder gäller en person. Ett nytt hinder införs på personens sida i kundregistret, också utan någon begäran.
retention-hold-since = Infört
retention-hold-whose = Person
retention-hold-open = Öppna
retention-hold-late = ska bedömas nu
retention-no-holds = Inga hinder är i kraft.
