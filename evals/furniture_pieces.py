"""Page furniture in our own words, by kind: half to tune the patterns with, half that nobody looks at while tuning.

UNSEEN was written before the patterns; read its failures only when the patterns are finished.
"""

from __future__ import annotations

Pieces = dict[str, tuple[str, ...]]

UNSEEN: Pieces = {
    "appeal": (
        "Keep the Harbour Gazette free for everyone. Chip in whatever you can afford and our four reporters will do the rest.",
        "Before you go: this newsroom has no owner and no paywall. If you value what we do, please make a one-off gift today.",
        "Reader contributions pay for the reporting you have just read. Will you give £3 a month?",
        "Investigations like this one take months and lawyers. Back us with a tax-deductible donation.Give now",
    ),
    "newsletter": (
        "Get the day's top stories delivered to your inbox every weekday morning.",
        "Want more like this? Our free weekly email, The Long View, lands every Friday. Enter your email address",
        "Never miss a scoop: subscribe to Capital Notes, our politics bulletin.",
        "By signing up, you agree to our terms and to receive occasional offers. You can unsubscribe at any time.",
    ),
    "comments": (
        "What do you think? Tell us in the comments below.",
        "47 Comments",
        "Log in or create an account to leave a comment",
        "Have your say on our Facebook page",
    ),
    "related": (
        "ALSO READ | Monsoon session to open with vote on farm credit",
        "More on this: Ferry firm warned twice about rotten lifeboats",
        "Don't miss: The quiet town that said no to a data centre",
        "You might also like: Five things we learned from the budget",
        "Trending now",
        "Explained: Why the price of onions keeps rising",
    ),
    "cookies": (
        "We and our 214 partners store and access information on your device. Manage choices Accept and continue",
        "This site requires JavaScript and cookies. Please enable them in your browser and reload the page.",
        "To show you this embedded post we need your permission, as it may set cookies. Allow once",
    ),
    "app": (
        "Breaking news, as it happens: get push alerts with the Courier app, free on iPhone and Android.",
        "Read this story ad-free in our app. Open in app",
    ),
    "share": (
        "Share via Facebook Share via WhatsApp Copy link",
        "Tweet this story",
        "Email Print Save for later",
    ),
    "credit": (
        "Photo by Lena Okoro/AFP via Getty Images",
        "Image source, Reuters",
        "Picture: Tom Hallworth/PA Wire",
        "Shutterstock",
    ),
    "advert": (
        "Story continues below advertisement",
        "Sponsored content",
        "Skip advert",
    ),
    "paywall": (
        "You have read two of your three free articles this month. Log in or subscribe for unlimited access.",
        "This story is for subscribers only. Start your trial for $1",
        "Already have an account? Log in",
    ),
    "rights": (
        "Copyright 2021 Northshore Broadcasting. All rights reserved. "
        "This material may not be published, broadcast, rewritten or redistributed.",
        "© Valley Media Trust Ltd",
        "Republished from The Open Forum under a Creative Commons licence. Read the original article.",
        "This story first appeared in the Lakeside Monitor.",
    ),
    "follow": (
        "Stay up to date by following us on Instagram and TikTok.",
        "Join our WhatsApp channel for live updates",
        "Find us on YouTube, Telegram and Threads",
        "Got a tip? Write to our news desk at tips@harbourgazette.example",
    ),
}

TUNED: Pieces = {
    "appeal": (
        "Support our journalism. Your donation keeps independent reporting alive.",
        "Your support helps us tell the stories that others leave out. Please consider becoming a member.",
        "We rely on readers like you to fund our work. Donate today",
        "Help us keep our coverage free for all. Even a small contribution makes a difference.",
    ),
    "newsletter": (
        "Sign up to our newsletter",
        "Sign up for the Evening Digest, our free daily newsletter. Your email address",
        "Subscribe to our morning briefing for the news that matters.",
        "Thank you for signing up! Check your inbox to confirm your subscription.",
    ),
    "comments": (
        "Join the conversation",
        "View comments",
        "Comments are closed for this article.",
        "Leave a comment",
    ),
    "related": (
        "Read more: Ministers clash over plan to flood the northern valley",
        "RELATED: Bridge inspectors were told to hurry, emails show",
        "Recommended",
        "See also: Who pays for the new airport?",
        "READ ALSO: Teachers return to work after nine weeks",
        "Most read",
    ),
    "cookies": (
        "This website uses cookies to improve your experience. By continuing to browse, you accept our use of cookies. Accept all",
        "We use cookies and similar technologies to personalise content and ads. Read our privacy policy.",
        "This video is not available because of your cookie settings. Change settings",
    ),
    "app": (
        "Download our app for the latest headlines",
        "Get the Herald app on the App Store and Google Play.",
    ),
    "share": (
        "Share this article",
        "Share on Facebook Share on Twitter Share by email",
        "Facebook Twitter WhatsApp Email Copy link",
    ),
    "credit": (
        "Getty Images",
        "File photo",
        "Photograph: Maria Silva/Reuters",
        "(AP Photo/Daniel Roe)",
    ),
    "advert": (
        "Advertisement",
        "Article continues below",
        "ADVERTISEMENT - CONTINUE READING BELOW",
    ),
    "paywall": (
        "Subscribe now to continue reading. Already a subscriber? Sign in",
        "This article is available to subscribers. Choose your plan",
        "You have reached your limit of free articles.",
    ),
    "rights": (
        "© 2020 Central Press Agency. All rights reserved.",
        "This article was originally published by The Plain Dealer of Ossett.",
        "Copyright The Riverside Times 2019",
        "Reprinted with permission.",
    ),
    "follow": (
        "Follow us on X",
        "Follow us on Facebook, Twitter and Instagram.",
        "Like our page on Facebook",
        "Do you have information about this story? Contact our reporters at news@riverside.example",
    ),
}
