unsubscribe-title = Unsubscribe
unsubscribe-list = You are unsubscribing from: { $list }.
unsubscribe-effect = It takes effect at once and is free of charge. You need not sign in or give a reason.
unsubscribe-button = Unsubscribe
unsubscribed-title = You have been unsubscribed
unsubscribed-list = We will no longer send you: { $list }.
unsubscribed-letter = If the subscription was running, we send one more mail to confirm that it has ended.
unsubscribed-service = You still get messages that belong to the service, such as invoices and news of outages. They carry no advertising.
unsubscribed-all = Stop all direct marketing
unsubscribe-broken-title = The link is incomplete
unsubscribe-broken = Your mail program may have cut the link. Open it again from the newsletter, or stop direct marketing in this service.

# The demo's newsletter, as a newsletter tool would send it.
newsletter-subject = Newsletter: {$controller}
newsletter-news = Hello! This month: the servers have been renewed, and support now answers on Saturdays too.
newsletter-marketing = This is direct marketing. You can stop the newsletter at any time, free of charge.
newsletter-stop = Unsubscribe:
