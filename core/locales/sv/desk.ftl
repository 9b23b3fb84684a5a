# Handläggning: hur beslutsbrevet nämner det som begärts, och vad andra innehavare av uppgifterna får veta.
desk-late-package = Det tog längre tid än det borde att samla dina uppgifter.
desk-instruction-rectify = Ärende { $reference }: rätta i era system: { $fields }. Bekräfta skriftligt, också för underbiträden och säkerhetskopior.
desk-instruction-erase = Ärende { $reference }: radera ur era system: { $fields }. Bekräfta skriftligt, också för underbiträden och säkerhetskopior.
desk-instruction-restrict = Ärende { $reference }: begränsa behandlingen av dessa uppgifter i era system: { $fields }. Bevara uppgifterna, men använd dem inte till något annat. Bekräfta skriftligt, också för underbiträden och säkerhetskopior.
desk-instruction-lift-restriction = Ärende { $reference }: begränsningen av behandlingen har hävts för dessa uppgifter: { $fields }. Bekräfta skriftligt, också för underbiträden och säkerhetskopior.
desk-instruction-stop-purpose = Ärende { $reference }: sluta behandla uppgifterna för detta ändamål: { $fields }. Bekräfta skriftligt, också för underbiträden och säkerhetskopior.
desk-instruction-stop-marketing = Ärende { $reference }: avsluta direktmarknadsföringen: { $fields }. Ta bort adressen från sändlistorna. Bekräfta skriftligt, också för underbiträden och säkerhetskopior.
forward-look-reason = begäran gäller en kunds webbplats; vi utreder vem den ska vidarebefordras till
breach-astray-package = uppgiftspaket
breach-astray-records = Namn och ärendenummer samt vad begäran gäller: { $asked }
breach-astray-nature = Fel mottagare: { $what }. { $how }
breach-astray-systems = Dataskyddsportalen
breach-astray-subjects = En person som gjorde en dataskyddsbegäran
