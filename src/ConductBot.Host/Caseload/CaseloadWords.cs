using static ConductBot.Languages.Speech;

namespace ConductBot.Host.Caseload;

/// <summary>What the page says besides the cases, in the language of this turn. <c>{0}</c> is filled in by the page.</summary>
internal sealed record CaseloadWords
{
    public string Title { get; } = Say("Caseload");

    public string Intro { get; } = Say("The cases of your schools, the urgent ones first. Nothing of what was posted is shown here.");

    public string Loading { get; } = Say("The cases are being fetched.");

    public string Refresh { get; } = Say("Refresh");

    public string ShowClosed { get; } = Say("Show closed cases");

    public string Updated { get; } = Say("Updated at {0}.");

    public string OpenCases { get; } = Say("Open cases: {0}");

    public string NoneOpen { get; } = Say("No case is open.");

    public string NoneAtAll { get; } = Say("There is no case.");

    public string Case { get; } = Say("Case");

    public string Status { get; } = Say("Status");

    public string Reported { get; } = Say("Reported");

    public string Next { get; } = Say("Next allowed action");

    public string Waits { get; } = Say("What waits");

    public string Links { get; } = Say("Links");

    public string Urgent { get; } = Say("URGENT");

    public string OpenCard { get; } = Say("Card in the channel");

    public string OpenChat { get; } = Say("Open in my chat");

    public string NothingWaits { get; } = Say("Nothing waits");

    public string NotInTeams { get; } = Say("Open this in Teams: it is a tab of the ConductBot app.");

    public string NoConsent { get; } =
        Say("Teams did not say who you are. Somebody who runs Microsoft 365 for the school has to allow it first: their guide to ConductBot has the steps.");

    public string NotAccepted { get; } = Say("Your sign-in was not accepted. Close this tab and open it again; if that does not help, tell whoever runs ConductBot.");

    public string NotForYou { get; } = Say("This list is for the DSL, deputies and leads. “my reports” in the chat lists your own.");

    public string Unreachable { get; } = Say("ConductBot cannot be reached at the moment. It is tried again by itself.");

    public string StillFrom { get; } = Say("What you see is from {0}.");

    public string Failed { get; } = Say("The list could not be made. Tell whoever runs ConductBot; “cases” in the chat may still list them.");

    public string Playground { get; } = Say("This is the demonstration: links lead back to the playground.");
}
