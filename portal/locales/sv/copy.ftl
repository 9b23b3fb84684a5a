# Vad kopian skulle innehålla, och vad av den som utelämnas för andras rättigheters skull
copy-title = Vad kopian skulle innehålla
copy-lead = De här uppgifterna skulle personen få om begäran tillgodoses nu. Att du har tittat på dem har antecknats, och det berättas för personen om hen begär det.
copy-empty = Det finns inga uppgifter.
copy-open = Visa uppgifterna
copy-stays = Utelämnas
copy-count = { $count ->
    [0] Kopian skulle inte innehålla en enda post. I den står att det inte finns några uppgifter.
    [one] Kopian skulle innehålla { $count } post.
   *[other] Kopian skulle innehålla { $count } poster.
}
copy-look = Se uppgifterna: { $item }
copy-look-all = Se alla uppgifter som personen skulle få
copy-kept-back = Utelämnas:
copy-kept-records = { $count ->
    [one] { $count } hel post
   *[other] { $count } hela poster
}
copy-kept-fields = { $count ->
    [one] { $count } enskild uppgift
   *[other] { $count } enskilda uppgifter
}
copy-review = Kopian som personen får
copy-review-lead = Se på uppgifterna själv innan du godkänner. Om de ändras före det förfaller förslaget.
copy-whole = Hela posten
copy-mark-title = Vad som utelämnas
copy-mark-lead = Markera bara det som skulle kränka någon annans rättigheter om det lämnades ut: till exempel en annan människas namn, ett meddelande eller en affärshemlighet.
copy-mark-rest = Allt annat lämnas ut. Markera hellre en enskild uppgift än en hel post. Allt får inte utelämnas (artikel 15.4, artikel 20.4, skäl 63).
copy-mark-twice = Samma sak kan stå på flera ställen, till exempel i ett meddelande och i en anteckning. Se igenom dem alla. Att du har tittat har antecknats.
copy-mark = Markera det som utelämnas
copy-mark-again = Ändra vad som utelämnas: { $item }
copy-ground = På vilken grund utelämnas en del?
copy-no-ground = Välj en grund på vilken en del kan utelämnas
copy-nothing-marked = Markera åtminstone en uppgift eller post, eller gå tillbaka till besluten och godkänn allt
copy-all-marked = Du har markerat allt som finns i den här gruppen, men allt får inte utelämnas (artikel 15.4, artikel 20.4, skäl 63). Markera bara de uppgifter som skulle avslöja någon annan: datum, nummer och belopp kan nästan alltid lämnas ut. Om ingenting i gruppen verkligen kan lämnas ut, gå tillbaka till besluten, avgör begäran grupp för grupp, avslå den här gruppen och godkänn de andra.
copy-changed = { $count ->
    [one] Uppgifterna i en grupp har ändrats sedan du öppnade sidan
   *[other] Uppgifterna i { $count } grupper har ändrats sedan du öppnade sidan
}
copy-changed-kept = Ingenting skickades. Dina beslut och texter finns kvar. Se vad kopian skulle innehålla nu och fortsätt.
decide-partly = Tillgodoses delvis
decide-partly-hint = En del utelämnas för någon annans rättigheters skull. Du markerar den på nästa sida.
decide-partly-item = Lämnas ut delvis: { $item }
refusal-copy-changed = Uppgifterna som personen skulle få har ändrats: { $what }. Ingenting skickades. Se på uppgifterna igen och avgör dem på nytt.
