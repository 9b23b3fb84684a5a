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
retention-why-claim = rättsligt anspråk
retention-why-authority = myndighets föreläggande
retention-why-restriction = behandlingen är begränsad
retention-why-open-request = öppen begäran om uppgifter
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
retention-reviews = Hinder för förstöring som ska bedömas på nytt
retention-kind = Hinder
retention-review-on = Bedöms senast
retention-no-reviews = Inget hinder väntar på bedömning.
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
