# The shell of every page.
shell-service = Your personal data
shell-skip = Skip to the content
shell-back = Back
shell-error = Error
shell-languages = Language
shell-language = English
shell-navigation = Main menu
shell-nav-start = Start
shell-nav-sign-in = My requests
shell-nav-requests = My requests
shell-nav-new = New request
shell-nav-notice = Privacy notice
shell-nav-queue = Queue
shell-nav-register = Register
shell-nav-retention = Retention
shell-nav-breaches = Breaches
shell-nav-reports = Reports
shell-nav-article-30 = Record of processing
shell-nav-accounts = Accounts
shell-signed-in-as = Signed in as
shell-own-account = your account
shell-sign-out = Sign out
shell-controller = Controller
shell-contact = Contact person for data protection
shell-contact-ways = You can also make a request by phone, by letter or in person. It goes into the same queue.
shell-phone = Phone
shell-rights = Your rights
shell-complaint = Please tell { $controller } first if something is wrong. You can always bring the matter to the Data Protection Ombudsman.
shell-authority = Office of the Data Protection Ombudsman
shell-authority-address = https://tietosuoja.fi/en

# Parts that pages are made of.
part-optional = (optional)
part-problem = There is a problem
part-banner-plain = Note
part-banner-info = For your information
part-banner-good = Success
part-banner-warn = Important
part-banner-bad = Needs attention
part-due-today = Due today
part-due-left = { $days ->
    [one] { $days } day left
   *[other] { $days } days left
}
part-due-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
part-answer-by = We answer at the latest on
part-change = Change
part-now = Before
part-new = After
part-nothing = nothing
part-sent-to-person = The person gets to read this text
part-actions = What you can do
part-done = done
part-filter = Search
part-filter-clear = Clear the filters
part-pager = Pages of the list
part-previous = Previous page
part-next = Next page
part-present = Now
part-asked = Asked for
