home-title = Vad vill du göra med dina uppgifter?
home-lead = Här kan du fråga vilka uppgifter vi har om dig, rätta dem eller förbjuda att de används.
home-free = Det kostar ingenting att göra en begäran. Vi frågar inte efter personbeteckning eller kopia av ditt id-kort.
home-next-title = Så här går det till
home-next-address = Du visar att e-postadressen är din med en länk som vi skickar till den.
home-next-ask = Du berättar vad du vill. De flesta begäranden tar ett par minuter.
home-next-answer = Vi svarar senast inom en månad. Du kan följa din begäran här.
