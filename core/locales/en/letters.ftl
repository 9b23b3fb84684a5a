# Letters to a person (law.md 7).

## Subjects: fixed words and the reference, nothing else.
letter-subject-acknowledgement = We have received your request ({ $reference })
letter-subject-granted = Our decision on your request ({ $reference })
letter-subject-partly-granted = Our decision on your request ({ $reference })
letter-subject-refused = Our decision on your request ({ $reference })
letter-subject-no-request = Your message is no data protection request ({ $reference })
letter-subject-marketing-stopped = Direct marketing has stopped ({ $reference })
letter-subject-consent-withdrawn = Your consent has been withdrawn ({ $reference })
letter-subject-consent-noted = About your withdrawal of consent: there was none ({ $reference })
letter-subject-not-identified = We could not confirm who you are ({ $reference })
letter-subject-late = Our answer is late ({ $reference })
letter-subject-message-waiting = A message about your request is waiting ({ $reference })
letter-subject-withdrawn = Your request has been withdrawn ({ $reference })
letter-subject-transfer-settled = What became of the direct transfer ({ $reference })
letter-subject-package-ready = Your data package is ready ({ $reference })
letter-subject-recipients-told = What was done with your data elsewhere ({ $reference })

## Every letter
letter-greeting = Hello,
letter-greeting-name = Hello { $name },
letter-case-reference = Case number
letter-case-right = Request
letter-case-received = Received
letter-case-decided = Decided
letter-request-page = You can follow your request on its page after signing in:
letter-free-part = More about your case
letter-contact = Contact
letter-contact-how = Is something unclear? Please contact us and mention the case number { $reference }. We are glad to help.


## E1
letter-received = We received your request on { $date } { $channel }.
letter-channel-portal = through our data protection portal
letter-channel-email = by e-mail
letter-channel-letter = by post
letter-channel-in-person = in person
letter-channel-phone = by phone
letter-answer-by = We will reply by { $date } at the latest.
letter-free-of-charge = It is free of charge.
letter-understood = This is how we understood your request
letter-your-message = Your message
letter-asked = { $what }: “{ $words }”
letter-words-on-page = You wrote this in your own words. For your safety they are not in this message; you see them on the page of your request.
letter-paper-words = You wrote this in your own words. For your safety they are not in this letter.
letter-paper-no-request-again = Did we misunderstand you? Write to us or call us and say what you meant. That is free of charge.
letter-unclassified = We will read your message and note on the page of your request which of your rights it concerns.
letter-next = What happens next
letter-next-steps = One of us reads your request and makes a decision. If we need something from you, we will ask. You will get our answer in writing.
letter-add-or-withdraw = Would you like to correct or add something? Write to us on the page of the request, or contact us. You can also withdraw the request there.
letter-split-off = In your message (case number { $origin }) you also asked for something else. We handle that as a request of its own, with its own case number. Case { $origin } stays as it is.

## Decisions
letter-searched = We have searched our register because of your request.
letter-granted = We have granted your request in full.
letter-granted-access = We have granted your request.
letter-granted-elsewhere = We have granted your request.
letter-granted-left = We have granted your request. What still stays for a time, and why, is said below.
letter-partly-granted = We have granted your request in part. Below we tell you what we have done, what we have not done, and why.
letter-refused = We have not been able to grant your request. Below we tell you why, and what you can do.
letter-not-identified = We have not been able to confirm who you are. Because of that we cannot act on your request, and we are closing it for now.
letter-no-request = We have read your message. It asks for nothing that belongs to your data protection rights, so we do not handle it as a data protection request. Below we tell you why, and what you can do.
letter-no-request-why = Why we do not handle it as a data protection request
letter-no-request-whom = Whom you can turn to
letter-no-request-again = Did we misunderstand you? Write to us on the page of this case what you meant, and we will open it again under the same case number. That is free of charge.
letter-done = What we have done
letter-nothing-held = We searched our customer register and found no personal data about you besides this request and your sign-ins.
letter-nothing-held-requests = We searched our customer register and found no personal data about you besides your requests to us, this one among them, and your sign-ins. You can read each request on its page when you sign in. If you want a copy of what belongs to your requests, ask us for it. It is free of charge.
letter-done-access = On { $date } we gathered the data we hold about you:
letter-done-rectification = On { $date } we corrected these data in our register:
letter-elsewhere = The following is corrected in the system it comes from. Our register changes when it is next updated from that system:
letter-elsewhere-page = You can see what is being corrected on the page of your request.
letter-done-erasure = Data erased from our register on { $date }:
letter-done-restriction = On { $date } we restricted the processing of these data:
letter-done-restriction-goes-on = The processing of these data has been restricted since { $date }, and the restriction goes on:
letter-done-portability = On { $date } we gathered the data that you have given us and that you can take elsewhere:
letter-done-objection = On { $date } we stopped processing your data for these purposes:
letter-done-marketing = On { $date } we stopped direct marketing to you:
letter-done-consent = On { $date } we recorded that you have withdrawn your consent to these:
letter-done-automated = On { $date } a person reviewed the decision. You asked about:
letter-automated-view = You can still give your own view and contest the decision (GDPR Article 22(3)).
letter-access-holds = The package tells you:
letter-access-a1 = what we use your data for
letter-access-a2 = which categories of data we hold
letter-access-a3 = who have received your data, by name
letter-access-a4 = how long we keep your data
letter-access-a5 = your right to rectification, erasure, restriction and objection
letter-access-a6 = your right to complain to the supervisory authority
letter-access-a7 = where we got the data, if not from you
letter-access-a8 = whether decisions about you are made automatically
letter-access-a9 = whether your data leave the EU or the EEA, and how they are protected
letter-access-a10 = and it holds a copy of your data
letter-access-left-out = The copy leaves out what the law keeps back: data that cannot be given without harming the rights of others (GDPR Article 15(4)) and data that may not be given to you (Data Protection Act s. 34). We say this in every such letter; the package tells under “What is left out, and why” what was left out of yours, and why. You can ask that data left out under section 34 be given to the Data Protection Ombudsman. Below we tell you how to complain.
letter-new-address = We have corrected your e-mail address. From now on you sign in with the new address, and our letters go there.
letter-new-address-goes-along = You will also see this request when you sign in with the new address.
letter-new-address-stays = You will still see this request when you sign in with the address you made it with.
letter-rectification-where = For your safety the old and the new value are not in this letter. You can see both on the page of the request.
letter-erasure-suppression = If you have stopped direct marketing, all we keep to respect the ban is a code made from your e-mail address.
letter-restriction-effect = As long as the restriction is in force we only store the data. We use them otherwise only with your consent, for legal claims, to protect another person’s rights, or for an important public interest.
letter-restriction-lifting = We will tell you before the restriction ends.
letter-portability-form = The files are in a structured, commonly used and machine-readable format. A description of the fields is included.
letter-package-where = The package is ready. You can download it after signing in:
letter-package-valid = { $days ->
    [one] You can download it for { $days } day.
   *[other] You can download it for { $days } days.
  } After that, ask us and we will build it again.
letter-package-until = You can download it until { $until }. After that, ask us and we will build it again.
letter-package-formats = Formats: { $formats }.
letter-not-done = What we have not done, and why
letter-why = Not granted: { $title }.
letter-explained = { $what }: { $text }
letter-citation = Legal ground: { $citation }.
letter-keep-until = We keep this until { $date }.
letter-to-ombudsman = You have the right to ask that the data be given to the Data Protection Ombudsman instead (Data Protection Act, section 34, subsection 4).
letter-burden = It is for us to show that the request is manifestly unfounded or excessive (GDPR Article 12(5)). The facts above are what we rely on.
letter-fee = Instead of a refusal, we offer to act on the request for a reasonable fee: { $fee }
letter-suffices = This is enough to confirm who you are:
letter-reopens = When we have it, we will open the case again under the same case number. That is free of charge.

## Holders
letter-holders = Others who hold your data
letter-holder-open = { $name }: not yet notified; we will notify it by { $date }.
letter-holder-told = { $name }: notified on { $date }; no answer yet.
letter-holder-done = { $name }: reported it done on { $date }.
letter-holder-not-held = { $name }: answered on { $date } that it holds no such data.
letter-holder-cannot = { $name }: answered on { $date } that it cannot do this. { $reason }
letter-holder-given-up = { $name }: we gave up the notification on { $date }. { $reason }
letter-public = Data that were made public
letter-public-steps = We take reasonable steps to tell those who process these data that you ask them to erase any links to the data and copies of them (GDPR Article 17(2)).
letter-public-open = { $name }: we will take the steps by { $date }.
letter-public-told = { $name }: on { $date } we told those we had found.
letter-public-done = { $name }: the steps were taken by { $date }.
letter-public-not-held = { $name }: we found no links or copies (checked on { $date }).
letter-public-cannot = { $name }: it could not be done ({ $date }). { $reason }
letter-public-given-up = { $name }: we could not tell others ({ $date }). { $reason }
letter-own-systems = Our own systems
letter-own-open = { $name }: we will do it by { $date }.
letter-own-told = { $name }: in progress since { $date }.
letter-own-done = { $name }: done on { $date }.
letter-own-not-held = { $name }: it holds no such data (checked on { $date }).
letter-own-cannot = { $name }: it could not be done ({ $date }). { $reason }
letter-own-given-up = { $name }: it was no longer needed ({ $date }). { $reason }
letter-holders-follow = You can follow their answers on the page of the request.
letter-holders-right = You have the right to know which recipients we have notified (GDPR Article 19).

## E13
letter-late-apology = You should have had our answer by { $date }. We missed that date, and we are sorry.
letter-late-reason = The reason: { $reason }
letter-late-new-date = You will get our answer by { $date } at the latest.

## Complaint and remedy
letter-complaint-heading = If you disagree
letter-complaint = If you are not satisfied with how we have handled your case, please contact us first if you like. You can always lodge a complaint with the Data Protection Ombudsman (GDPR Art. 77, Data Protection Act s. 21):
letter-complaint-elsewhere = You can also complain to the supervisory authority of the EU/EEA country where you live or work or where you believe the infringement took place.
letter-remedy = You also have the right to take the matter to court (Art. 79).

## E7
letter-marketing-stopped = You will no longer receive direct marketing from us. This takes effect immediately and is free of charge.
letter-marketing-since = Your ban on direct marketing has been in force since { $date }, and is free of charge.
letter-marketing-still = You told us that marketing still comes. We will find out why.
letter-marketing-told = Those who send mail for us are notified of the ban again, once a day at most. Below you see when each was last notified.
letter-marketing-which = If you still have the message, tell us on the page of the request when it came and from which address. That helps us to find the cause.
letter-paper-marketing-which = If you still have the message, tell our contact person when it came and from which address. That helps us to find the cause.
letter-marketing-scope = The ban concerns the e-mail address to which this message was sent, and these lists:
letter-suppression = To respect the ban we keep on our suppression list only a code made from the address. Without it we could not know that we must not send you marketing.
letter-service-messages = You still get the messages that belong to the service, such as invoices and notices of outages. They contain no advertising.
letter-no-login = You need not sign in or do anything else.
letter-ban-stands = The ban has no end date. A new order, contract or subscription does not end it.
letter-stop-copies = Your address is already left out of our mailings. It may still stand in copies of the mailing list, so we also tell whoever holds such a copy about the ban, so that the address is removed there too.
letter-resubscribe = If you later want to lift the ban, tell our contact person in writing.

## E7b
letter-consent-withdrawn = You have withdrawn your consent. This takes effect immediately. It concerns:
letter-consent-none = You asked to withdraw a consent. Under this e-mail address we hold no consent of yours to:
letter-consent-none-noted = There was nothing to withdraw. We have noted all the same that we may not send you this (GDPR Article 21(2) and (3)). If you got it as our customer, without a separate consent, it has ended.
letter-consent-earlier = What we did on the basis of your consent before the withdrawal remains lawful.
letter-consent-erased = Because of the withdrawal we have erased:
letter-consent-record = If we held a record of your consent (address, time and wording), it is destroyed automatically during the coming night. It stays longer only if processing of your data is restricted or if it is needed for a legal claim.
letter-consent-barred = So that none of this is sent to your address, we keep a code made from the address on our suppression list. The ban has no end date, and a new subscription with the same address does not end it.

## The portal's own
letter-message-waiting = We have written you a message about your request.
letter-message-read = For your safety the message itself is not in this e-mail.
letter-message-files = The message has files attached. They are not in this e-mail either: you can download them on the page of your request.
letter-message-enclosed = Enclosed:
letter-withdrawn = You have withdrawn your request, and we have closed it.
letter-withdrawn-again = You can make a new request at any time. It is free of charge.
letter-package-ready = We have built your data package.
letter-package-private = For your safety the package itself is not in this e-mail.
letter-subject-restriction-set = The processing of your data is restricted ({ $reference })
letter-subject-restriction-ends = The restriction of processing will end ({ $reference })
letter-subject-restriction-one-ends = One of the restrictions of processing will end ({ $reference })
letter-subject-question = We need to know more about your request ({ $reference })
letter-subject-forwarded = Your request has been forwarded ({ $reference })
letter-subject-split-off = A part of your request is handled as a case of its own ({ $reference })
letter-restriction-set = We have restricted the processing of your data.
letter-restriction-asked = Your request concerns:
letter-restriction-whole = To be on the safe side, the restriction covers everything we hold about you in our customer register.
letter-restriction-ground = Why the processing is restricted, and for how long:
letter-restriction-why-accuracy = You contest the accuracy of the data (GDPR Article 18(1)(a)). The restriction lasts until we have checked them.
letter-restriction-why-accuracy-answered = You contest the accuracy of the data (GDPR Article 18(1)(a)). We answered your request for correction on { $date } (case number { $reference }).
letter-restricted-beside = As you asked, the processing of these data is restricted (case number { $reference }). The restriction stays in force for now. We will write to you before it ends.
letter-restriction-why-unlawful = The processing is unlawful, but you want the data restricted rather than erased (GDPR Article 18(1)(b)). The restriction lasts until you ask otherwise.
letter-restriction-why-claims = You need the data to establish, exercise or defend a legal claim (GDPR Article 18(1)(c)). The restriction lasts as long as you need them for that.
letter-restriction-why-objection = You have objected to the processing of your data (GDPR Article 18(1)(d)). The restriction lasts until we have decided on your request.
letter-restriction-ends-heading = The restriction will end
letter-restriction-ends = The restriction on processing your data will end on { $date }. The reason: { $reason }
letter-restriction-then = After that we will process your data again for the purposes named in our privacy notice, but not for any purpose for which we have stopped processing them at your request.
letter-restriction-one-ends-heading = One of the restrictions will end
letter-restriction-one-ends = One of the restrictions on processing your data will end on { $date }. The reason: { $reason }
letter-restriction-others = The processing of your data stays restricted after that day too, because this is still in force:
letter-restriction-other = { $why } Since: { $date }. Data: { $what }.
letter-restriction-you-can = If you do not agree, write to us before that day. You can send further evidence, object to the processing, or ask us to erase your data.
letter-question-doubt = Why we cannot yet be sure who you are:
letter-question-paused = The time limit is paused from today until you have answered.
letter-question-runs = The time limit is not paused. We will answer your request by { $date } at the latest.
restriction-ends-decided = The objection has been decided.
restriction-ends-weighed = The request for restriction has been decided.
restriction-ends-closed = The request for which the processing was restricted has ended.

# E9: the other holders of the data
letter-recipients-told = Your case also concerned others who hold your data. This letter tells you whom we notified and when, and what each of them answered (GDPR Article 19).
letter-processors-told = Your opt-out or withdrawal also concerns others who process your data for us. This letter tells you whom we notified of it and when, and what was done.
letter-told-remedy = After that, on { $date }: { $what }
letter-remedy-told-otherwise = we settled it with the holder in another way.
letter-remedy-stopped-sending = we stopped sending through this holder.
letter-remedy-impossible = we found that it cannot be done with this holder by any means.
letter-remedy-disproportionate = we found that it would take a disproportionate effort.
letter-told = Notified on { $date }: { $what }.
letter-told-undated = What it concerns: { $what }.
letter-told-done = Answered on { $date }: done.
letter-told-not-held = Answered on { $date } that it holds no such data.
letter-told-cannot = Answered on { $date } that it cannot do this.
letter-told-silent = Has not answered although we asked. We are no longer waiting for an answer ({ $date }).
letter-told-never = We could not notify it ({ $date }).
letter-told-ended = No answer is needed any more ({ $date }).
letter-own-told-of = Your case also concerned other systems of ours. This letter tells you what was done in them.
letter-public-told-of = Your case also concerned data that we had made public. This letter tells you what was done about them.
letter-public-account-done = The steps were taken by { $date }.
letter-public-account-not-held = We found no links to the data or copies of them (checked on { $date }).
letter-public-account-cannot = It could not be done ({ $date }).
letter-public-account-given-up = We could not tell others ({ $date }).
letter-own-account-done = Done on { $date }.
letter-own-account-not-held = The system held no such data (checked on { $date }).
letter-own-account-cannot = It could not be done ({ $date }).
letter-own-account-given-up = It was no longer needed ({ $date }).
letter-told-reasons = The page of the request tells you why somebody could not do what we asked.
letter-excuse-impossible = Reason: notifying it proved impossible.
letter-excuse-disproportionate = Reason: notifying it would take a disproportionate effort.
letter-excuse-overtaken = Reason: the restriction ended first.
letter-excuse-replaced = Reason: the erasure of the same data took the place of the restriction.
letter-package-schema = Every field is described here:
letter-transfer-due = { $what }: we will do it by { $date } at the latest, and tell you when it is done.
letter-transfer-given = On { $date } we handed your data directly to the controller you named.
letter-transfer-theirs = From there on that controller is responsible for the data. Taking your data with you does not delete them from our register.
letter-transfer-failed = We cannot transfer your data directly to the controller you named, because that is not technically feasible (GDPR Art. 20(2)). In this respect we change our earlier decision. Our reasons:
letter-transfer-self = You have the same files yourself and can pass them on. If the time for downloading them has passed, you can ask for them again on the page of the request.

## E11, and the letter to the customer
letter-forwarded-about = Your request concerns the website { $site }. The controller of the data on that website is { $to }.
letter-forwarded-why = We only host the website on our servers, on behalf of our customer. For its data we are a processor, so we may not decide your request ourselves.
letter-forwarded = On { $date } we forwarded your request to the controller ({ $to }), who will answer you.
letter-forwarded-what = We passed on what you asked, the day it reached us, your name if you gave it, and your e-mail address for the answer. Nothing else.
letter-forwarded-reach = Whom to contact
letter-forwarded-silent = If you get no answer within a month, or are not satisfied with it, you can lodge a complaint with the Data Protection Ombudsman:
letter-forwarded-own-heading = Our own customer register
letter-forwarded-own = Did you also mean the data in our own customer register? Then make a new request in the portal or contact us, and we will answer it ourselves.
handover-subject = A data protection request about your website ({ $reference })
handover-what = We have received a request that concerns personal data on your website { $site }.
handover-role = You are the controller of those data and we are your processor. That is why we do not answer the request but forward it to you (GDPR Article 28(3)(e)).
handover-forwarded = Forwarded
handover-name = Name given
handover-no-name = not given
handover-answer-to = Answer to
handover-no-email = no e-mail address; ask us how to reach the person
handover-asked = What is asked
handover-do = What you need to do
handover-time = Answer the person without undue delay and in any event within one month (GDPR Article 12(3)). To be safe, count the month from { $date }, when the request reached us.
handover-proved = The person has shown that the e-mail address is theirs, and nothing more. If you have reasonable doubts about who they are, you may ask for what you need to confirm it (Article 12(6)).
handover-unproved = We have not checked who the person is. If you have reasonable doubts, you may ask for what you need to confirm it (Article 12(6)).
handover-only = Use this message only to answer the request.
handover-help = If you need our help, for example to find or to erase data on the server, tell us.
handover-own-words = In the person’s own words:
letter-objection-erased = No other legal basis was left for these data, so we erased them at the same time (GDPR Article 17(1)(c)):
letter-subject-restriction-stays = The restriction on processing your data goes on ({ $reference })
letter-restriction-stays = We told you that the restriction on processing your data would end. It will not end on the day we named; it continues for now.
letter-question-everything = You may also answer that you want everything.

## On paper, to somebody without e-mail
letter-paper-follow = You can ask us at any time how your request is getting on.
letter-paper-unclassified = We will read your message and work out which of your rights it concerns.
letter-paper-add-or-withdraw = Would you like to correct or add something, or withdraw the request? Write to us or call us.
letter-paper-rectification-where = For your safety the old and the new value are not in this letter. If you want to check them, please contact us.
letter-paper-package = Your data come with this letter.
letter-paper-holders = If you want to know what they have answered, please ask us.
letter-paper-marketing-scope = The ban concerns the e-mail address that you gave us or that is in our register, and these lists:
letter-paper-message-waiting = A message about your request ({ $reference })
letter-paper-package-ready = Your data, as you asked ({ $reference })
letter-paper-transfer-self = You have the same data yourself and can pass them on. If you need them again, please ask us.
letter-paper-told-reasons = If you want to know why somebody could not do what we asked, please ask us.
letter-paper-forwarded-what = We passed on what you asked, the day it reached us, your name if you gave it, and the postal address for the answer. Nothing else.
letter-paper-forwarded-own = Did you also mean the data in our own customer register? Then write to us or call us, and we will answer it ourselves.
letter-late-at-once = We will answer without delay.
letter-late-entered = your request reached us on the day named above, but we took it up only now.
letter-marketing-no-address = We searched our registers and found no e-mail address of yours. We therefore send you no direct marketing by e-mail. If you still receive any, tell us the address it came to, and we will stop it at once.
letter-consent-no-address = We searched our registers and found no e-mail address of yours and no consent under one. There is nothing to withdraw. If you mean another address, tell us which.
letter-in-part = { $item } (in part)
letter-kept-back = You get the rest of this. Only part of it has been kept back. Wherever something is missing, your data package says that it has been kept back, and why.
letter-subject-fee = We propose a fee for answering your request ({ $reference })
letter-subject-marketing-in-force = Your ban on direct marketing is in force ({ $reference })
