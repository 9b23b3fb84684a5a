unsubscribe-title = Avsluta prenumerationen
unsubscribe-list = Du avslutar prenumerationen på: { $list }.
unsubscribe-effect = Det gäller genast och är kostnadsfritt. Du behöver inte logga in eller ange något skäl.
unsubscribe-button = Avsluta prenumerationen
unsubscribed-title = Prenumerationen är avslutad
unsubscribed-list = Vi skickar inte längre detta till dig: { $list }.
unsubscribed-letter = Om prenumerationen var i kraft skickar vi ännu en bekräftelse till din e-post.
unsubscribed-service = Du får fortfarande meddelanden som hör till tjänsten, till exempel fakturor och information om driftavbrott. De innehåller ingen reklam.
unsubscribed-all = Förbjud all direktmarknadsföring
unsubscribe-broken-title = Länken är ofullständig
unsubscribe-broken = E-postprogrammet kan ha kortat av länken. Öppna den på nytt i nyhetsbrevet, eller förbjud direktmarknadsföring i den här tjänsten.

# The demo's newsletter, as a newsletter tool would send it.
newsletter-subject = Nyhetsbrev: {$controller}
newsletter-news = Hej! Här är månadens nyheter: servrarna har förnyats och kundtjänsten svarar nu även på lördagar.
newsletter-marketing = Det här är direktmarknadsföring. Du kan avsluta prenumerationen när som helst, kostnadsfritt.
newsletter-stop = Avsluta prenumerationen:
