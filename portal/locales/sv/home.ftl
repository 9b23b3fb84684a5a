home-title = Vad vill du göra med dina uppgifter?
home-lead = Här kan du fråga vilka uppgifter vi har om dig och be oss rätta eller radera dem eller sluta använda dem.
home-free = Det kostar ingenting att göra en begäran. Vi frågar inte efter personbeteckning och ber inte om någon kopia av en identitetshandling.
home-next-title = Så här går det till
home-next-address = Du visar att e-postadressen är din med en länk som vi skickar till den.
home-next-ask = Du berättar vad du vill. De flesta begäranden tar ett par minuter.
home-next-answer = Vi svarar inom en månad. Du kan följa din begäran här.
