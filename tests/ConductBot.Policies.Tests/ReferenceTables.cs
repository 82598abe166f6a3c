namespace ConductBot.Policies;

/// <summary>
/// The three ladders and the categories once more, typed from the written reading of the policies and not from the packs,
/// so that a slip in either shows.
/// </summary>
internal static class ReferenceTables
{
    // action | clauses | strength | conditions; 'a if crime else b' where a suspected crime makes a difference. A line that begins with + stands beside the ladder.
    public const string Ogat = """
        call-999 | 5.p7 | must | risk
        safeguarding-referral | | must | safeguarding
        request-removal | 5.p2 | must | breach, up
        report-to-platform | 5.p4 | must | breach, up, refusal
        refer-to-police | 5.p7 if crime else 5.p4 | must if crime else may | police
        seek-legal-advice | 5.p5 | may | breach, up, after request-removal
        warn-of-legal-action | 5.p5 | may | breach, up, after seek-legal-advice
        take-legal-action | 5.p6 | may | breach, up, refusal, after report-to-platform, after seek-legal-advice, after warn-of-legal-action
        + request-meeting | 5.p2 | may | breach, up
        + ban-from-site | 3.p7 | may | breach, parent, ban
        + student-sanctions | 3.p7 | may | breach, student
        + signpost-complaints | 3.p3, 3.p8, 4.b1 | may |
        + retain-evidence | | may |
        """;

    public const string Oak = """
        call-999 | | must | risk
        safeguarding-referral | | must | safeguarding
        request-removal | 5.1 | usual | breach, up
        written-warning | 5.1.1 | may | breach, up, refusal
        seek-legal-advice | 5.1.2 | may | breach, up, refusal, legal
        refer-to-police | 5.1.3 | may | police
        restrict-school-site-access | 5.1.4 | may | breach, up, refusal, site
        complain-to-host | 5.1.5 | may | breach, up, refusal
        take-legal-action | 5.1.2, 5.1.6 | may | breach, up, refusal
        other-action-after-advice | 5.1.8 | may | breach, up, refusal, after seek-legal-advice
        + signpost-complaints | 4.1 | may |
        + retain-evidence | 5.1.7 | may |
        """;

    public const string Embrace = """
        call-999 | | must | risk
        safeguarding-referral | | must | safeguarding
        contact-author | actions.b1 | may | breach
        request-meeting | actions.b2 | may | breach
        view-messages | actions.b3 | may | breach, permission
        request-removal | actions.b4, conduct.p8 | may | breach, up
        close-group-chat | actions.b5 | may | breach, chat
        report-to-platform | actions.b6 | may | breach, up
        written-warning | actions.b7 | may | breach, up
        complain-to-host | actions.b8 | may | breach, up
        seek-legal-advice | actions.b9 | may | breach, legal
        take-legal-action | actions.b9 | may | breach, legal
        refer-to-police | actions.b10 | may | police
        + signpost-complaints | conduct.p2 | may |
        + retain-evidence | | may |
        """;

    // category | ogat | oak | embrace
    public const string Categories = """
        defamation | 1.p5, 4.b1 | 4.2.3 | conduct.b3
        threat | 1.p5, 3.p7 | 4.2.6 | conduct.b1, conduct.b2
        harassment | 1.p5, 3.p3 | 4.2.1 | conduct.b1, conduct.b2
        image-without-consent | 4.b8, 4.b9 | 4.2.7 |
        personal-data | | 4.2.7 |
        hate | 1.p5 | 4.2.5 | conduct.p6
        abuse | 3.p3, 3.p7 | 3.2.2, 4.2.4 | conduct.b1, conduct.b2
        naming-individuals | 4.b5 | 3.2.2, 4.2.4 |
        allegation | 1.p5 | 4.2.1 |
        cyberbullying | 3.p2, 4.b2 | 4.2.1 | conduct.p4
        public-complaint | 4.b1 | 4.2.2 | conduct.b4
        misinformation | 1.p5, 4.b1 | | conduct.b5
        impersonation | 3.p5, 3.p6, 4.b10 | |
        live-investigation | | 4.2.8 |
        friending-staff | | | conduct.p7
        """;

    public static readonly string[] Dsl =
    [
        "view-messages", "report-to-platform", "written-warning", "complain-to-host", "restrict-school-site-access",
        "seek-legal-advice", "refer-to-police", "student-sanctions", "other-action-after-advice",
    ];

    public static readonly string[] DslAndLead = ["warn-of-legal-action", "take-legal-action", "ban-from-site"];

    public static readonly string[] KeepTheirConditionsOutOfScope =
        ["call-999", "safeguarding-referral", "refer-to-police", "signpost-complaints", "retain-evidence"];

    public static string[] Split(string list, char by = ',') => list.Split(by, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
