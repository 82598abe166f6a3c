using System.Globalization;
using System.Text;

namespace ConductBot.Policies;

/// <summary>A policy as plain text, for <c>policy show</c>.</summary>
public static class PolicyShow
{
    private const string Meta = "meta";

    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    /// <param name="policy">The version to show.</param>
    /// <param name="clauseId">One clause (<c>5.p2</c> or <c>ogat/5.p2</c>), <c>meta</c> for the document itself, or null for everything.</param>
    /// <returns>Lines of text; null where the policy has no such clause.</returns>
    public static string? Text(Policy policy, string? clauseId = null)
    {
        var place = clauseId?.StartsWith($"{policy.Id}/", StringComparison.Ordinal) is true ? clauseId[(policy.Id.Length + 1)..] : clauseId;

        return place switch
        {
            null => Everything(policy),
            Meta => About(policy),
            _ => policy.Find($"{policy.Id}/{place}") is { } clause ? Show(clause) : null,
        };
    }

    private static string Everything(Policy policy)
    {
        var text = new StringBuilder(About(policy));

        foreach (var clause in policy.Clauses)
        {
            text.Append('\n').Append(Show(clause));
        }

        return text.ToString();
    }

    private static string About(Policy policy)
    {
        var document = policy.Document;
        var text = new StringBuilder()
            .Append(British, $"{policy.Trust}\n{document.Title}\n")
            .Append(British, $"Pack: {policy.Id}, version {policy.Version}, from {Day(policy.From)}\n")
            .Append(British, $"Version: {document.Version ?? "none printed"}\n")
            .Append(British, $"Approved: {document.Approved}{(document.ApprovedBy is { } by ? $", by {by}" : "")}\n")
            .Append(British, $"Review: {document.Review}, so due by {Day(document.ReviewDue)}\n")
            .Append("In the document's own words:\n");

        foreach (var line in document.Words)
        {
            text.Append(British, $"  {line}\n");
        }

        return text.ToString();
    }

    private static string Show(Clause clause) => $"{clause.Id}  {clause.Label}\n  {clause.Text}\n";

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", British);
}
