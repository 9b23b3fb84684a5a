home-title = What would you like to do with your data?
home-lead = Here you can ask what data we hold about you, and ask us to correct or delete them or to stop using them.
home-free = Requests are free of charge. We do not ask for a personal identity code or a copy of your ID.
home-next-title = What happens next
home-next-address = You prove your e-mail address with a link that we send to it.
home-next-ask = You tell us what you want. Most requests take a couple of minutes.
home-next-answer = We answer within one month. You can follow your request here.
