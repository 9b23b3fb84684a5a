# The yearly review, and what the controller itself has to do now.
review-title = Årlig granskning
review-lead = En gång om året går vi igenom varje kategori av uppgifter: behövs uppgifterna fortfarande, är de riktiga, är den rättsliga grunden rätt och bevaras de rätt tid?
review-due = Nästa granskning ska göras senast { $on }.
review-go-on = Fortsätt granskningen
review-begin = Inled granskningen
review-past = Genomförda granskningar
review-past-none = Ingen granskning har gjorts ännu.
review-closed-on = Blev klar
review-due-on = Ska vara klar
review-open-lead = Granskningen pågår. Den kan avslutas när iakttagelser har antecknats om varje kategori av uppgifter.
review-closed-lead = Granskningen är klar. Iakttagelserna kan inte längre ändras.
review-opened = Påbörjades
review-closed = Avslutades
review-closed-by = Avslutad av
review-close-title = Avsluta granskningen
review-close-text = När granskningen är avslutad kan iakttagelserna inte ändras. Nästa granskning ska göras inom 12 månader.
review-close = Avsluta granskningen
review-missing = { $count ->
    [one] Iakttagelser saknas om en kategori av uppgifter.
   *[other] Iakttagelser saknas om { $count } kategorier av uppgifter.
}
review-not-yet = inte granskad
review-answer = Anteckna iakttagelser
review-again = Ändra iakttagelserna
review-needed = Behövs uppgifterna fortfarande?
review-accurate = Är uppgifterna riktiga och aktuella?
review-basis = Är den rättsliga grunden rätt?
review-retention = Är förvaringstiden rätt?
review-verdict-fine = Ja
review-verdict-change = Nej, ska ändras
review-verdict-problem = Besvara frågan: { $question }
review-note = Iakttagelser
review-note-hint = Skriv vad som ska ändras. Om allt är i ordning kan du lämna fältet tomt. Skriv ingens personuppgifter.
review-note-problem = Skriv vad som ska ändras, högst 2000 tecken
review-found-by = Antecknat av
review-purposes = Ändamål
review-bases = Rättsliga grunder
review-kept = Förvaringstid
review-sources = Uppgiftskällor
review-keep = Spara iakttagelserna
duty-title = Annat att göra
duty-breach = Personuppgiftsincident { $number }: anmäl till myndigheten senast { $by }
duty-untold = Personuppgiftsincident { $number }: informera de registrerade utan onödigt dröjsmål (artikel 34)
breach-untold = De registrerade ska informeras
breach-untold-text = Risken är hög, så de registrerade ska informeras utan onödigt dröjsmål (artikel 34 i dataskyddsförordningen). Informera dem, eller anteckna varför det inte behövs.
duty-breach-open = Öppna anteckningen om incidenten
duty-review = Årlig granskning, senast { $on }
duty-review-overdue = Den årliga granskningen skulle ha gjorts senast { $on }.
duty-review-do = Gör granskningen
duty-late = försenad
duty-silent = Portalens självtest har inte lyckats sedan { $since }: begäranden kommer kanske inte fram, och meddelanden skickas kanske inte.
duty-silent-do = Säg till den som sköter portalen: formuläret, bakgrundsarbetet eller förbindelsen till e-postservern fungerar inte.
queue-tested = Portalens dagliga självtest lyckades { $when }.
duty-failed-run = Förstöringen av uppgifter går inte framåt
duty-failed-since = (senaste försöket { $when })
duty-holds = { $count ->
    [one] 1 hinder för förstöring väntar på ny bedömning
   *[other] { $count } hinder för förstöring väntar på ny bedömning
}
duty-stale = { $count ->
    [one] 1 uppgift väntar på kontroll
   *[other] { $count } uppgifter väntar på kontroll
}
duty-left = { $count ->
    [one] 1 avslutad begäran där något återstår att göra
   *[other] { $count } avslutade begäranden där något återstår att göra
}
review-progress = { $done }/{ $all } kategorier granskade.
review-next = Nästa: { $category }
review-caption = Ska göras senast { $on }
