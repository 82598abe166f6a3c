using ConductBot.Policies;
using ConductBot.Testing;

namespace ConductBot.Tests.Bot;

/// <summary>Reads a case card by its headings: which action stands where.</summary>
internal static class CaseCardReading
{
    private const string Next = "Next allowed action";
    private const string Waiting = "Waiting for a decision";
    private const string Agreed = "Approved, to be carried out";
    private const string Open = "Also open now";
    private const string Blocked = "Not open yet, and why";
    private const string Never = "Never, says the policy";
    private const string Details = "What was reported";
    private const string Happened = "What has happened";

    private static readonly string[] Headings = [Next, Waiting, Agreed, Open, Blocked, Never, Details, Happened];

    /// <summary>Whether the card says so: <c>next=request-removal</c>, <c>blocked=ID</c>, or words that it shows anywhere.</summary>
    public static bool Says(this CardReader card, string claim, Policy policy)
    {
        var parts = claim.Split('=', 2);
        var heading = parts.Length < 2 ? null : parts[0] switch
        {
            "next" => Next,
            "pending" => Waiting,
            "approved" => Agreed,
            "open" => Open,
            "blocked" => Blocked,
            "never" => Never,
            _ => null,
        };
        if (heading is null)
        {
            return card.Text.Contains(claim, StringComparison.Ordinal);
        }

        var below = card.Below(heading, Headings);
        var label = parts[1] == "none" ? "None: this case is closed" : policy.ActionLabel(parts[1]);
        return heading == Next ? below.FirstOrDefault() == label : below.Contains(label);
    }

    /// <summary>The words that only those who may act see.</summary>
    public static IReadOnlyList<string> DetailsOf(this CardReader card) => card.Below(Details, Headings);
}
