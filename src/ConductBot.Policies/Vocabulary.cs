namespace ConductBot.Policies;

/// <summary>Who wrote the post, in relation to the school.</summary>
public static class Authors
{
    public const string Parent = "parent";
    public const string Carer = "carer";
    public const string Relative = "relative";
    public const string Student = "student";
    public const string Staff = "staff";
    public const string Governor = "governor";
    public const string Community = "community";
    public const string Unknown = "unknown";

    public static readonly IReadOnlyList<string> All =
        [Parent, Carer, Relative, Student, Staff, Governor, Community, Unknown];
}

/// <summary>What came of an action.</summary>
public static class Outcomes
{
    public const string Done = "done";
    public const string Removed = "removed";
    public const string Refused = "refused";
    public const string NoResponse = "no-response";
    public const string Impossible = "impossible";
    public const string Reposted = "reposted";
    public const string Failed = "failed";

    public static readonly IReadOnlyList<string> All =
        [Done, Removed, Refused, NoResponse, Impossible, Reposted, Failed];
}

/// <summary>The actions a policy's ladder may name, and the steps the decision itself proposes.</summary>
public static class Actions
{
    public const string Call999 = "call-999";
    public const string SafeguardingReferral = "safeguarding-referral";
    public const string RequestRemoval = "request-removal";
    public const string ReportToPlatform = "report-to-platform";
    public const string ReferToPolice = "refer-to-police";
    public const string SeekLegalAdvice = "seek-legal-advice";
    public const string WarnOfLegalAction = "warn-of-legal-action";
    public const string TakeLegalAction = "take-legal-action";
    public const string RequestMeeting = "request-meeting";
    public const string BanFromSite = "ban-from-site";
    public const string StudentSanctions = "student-sanctions";
    public const string SignpostComplaints = "signpost-complaints";
    public const string RetainEvidence = "retain-evidence";
    public const string ReplyOnSocialMedia = "reply-on-social-media";
    public const string WrittenWarning = "written-warning";
    public const string RestrictSchoolSiteAccess = "restrict-school-site-access";
    public const string ComplainToHost = "complain-to-host";
    public const string OtherActionAfterAdvice = "other-action-after-advice";
    public const string ContactAuthor = "contact-author";
    public const string ViewMessages = "view-messages";
    public const string CloseGroupChat = "close-group-chat";

    public const string UseOtherPolicy = "use-other-policy";
    public const string CloseNoBreach = "close-no-breach";
    public const string CloseContentRemoved = "close-content-removed";
    public const string AwaitReply = "await-reply";
    public const string HoldAndReview = "hold-and-review";

    /// <summary>What the decision itself proposes: no policy's ladder may name them.</summary>
    public static readonly IReadOnlyList<string> OfTheDecision =
        [UseOtherPolicy, CloseNoBreach, CloseContentRemoved, AwaitReply, HoldAndReview];
}

/// <summary>The reason words that are not a condition's own.</summary>
public static class ReasonWords
{
    /// <summary>The policy leaves the author of the post to another policy.</summary>
    public const string OutOfScope = "out-of-scope";

    /// <summary>Starts the word for an action that has to be done first: <c>needs:request-removal</c>.</summary>
    public const string AfterPrefix = "needs:";
}
