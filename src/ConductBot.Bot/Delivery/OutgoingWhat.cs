namespace ConductBot.Bot.Delivery;

/// <summary>What messages about a case are, as <see cref="Outgoing.What"/> keeps it and as staff read it.</summary>
public static class OutgoingWhat
{
    public const string Answer = "an answer";
    public const string CaseCard = "The case card to the safeguarding channel";
    public const string ChangedCaseCard = "The changed case card to the safeguarding channel";
    public const string Notice = "The notice to the DSL";
    public const string NoticePassedOn = "The notice to the next in line";

    /// <summary>In the language of this turn. What a case kept before these were its words is shown as it was kept.</summary>
    public static string Words(string what) => what switch
    {
        Answer => Say("an answer"),
        CaseCard => Say("The case card to the safeguarding channel"),
        ChangedCaseCard => Say("The changed case card to the safeguarding channel"),
        Notice => Say("The notice to the DSL"),
        NoticePassedOn => Say("The notice to the next in line"),
        _ => what,
    };
}
