unsaved-title = Nothing was saved: you were no longer signed in
unsaved-text = What you typed is in its fields again. Check it and press the button again. Nothing has been saved or sent.
unsaved-to-field = Go to what you typed
unsaved-left = Texts that have no field on this page
unsaved-away = Discard the text
unsaved-gone-title = The page is no longer there
unsaved-gone-text = The page where you were typing is gone. Nothing was saved. This is what you had typed; it stays here for a day.
unsaved-sign-in = You were no longer signed in, so the form was not sent. What you typed is kept for a day: sign in with the same account and it is back in the form.
