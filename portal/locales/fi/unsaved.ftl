unsaved-title = Mitään ei tallennettu: kirjautumisesi oli päättynyt
unsaved-text = Kirjoittamasi on taas kentissään. Tarkista se ja paina painiketta uudelleen. Mitään ei ole tallennettu eikä lähetetty.
unsaved-to-field = Siirry kirjoittamaasi tekstiin
unsaved-left = Tekstit, joille ei ole kenttää tällä sivulla
unsaved-away = Hylkää teksti
unsaved-gone-title = Sivua ei enää ole
unsaved-gone-text = Sivu, jolla kirjoitit, on poistunut. Mitään ei tallennettu. Tässä on, mitä olit kirjoittanut; se säilyy vuorokauden.
unsaved-sign-in = Kirjautumisesi oli päättynyt, joten lomaketta ei lähetetty. Kirjoittamasi säilyy vuorokauden: kirjaudu samalla tunnuksella, niin se palaa lomakkeelle.
