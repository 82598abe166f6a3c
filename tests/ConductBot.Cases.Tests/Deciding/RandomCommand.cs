using System.Collections.Immutable;
using ConductBot.Policies;

namespace ConductBot.Cases.Deciding;

/// <summary>Makes up what somebody might press, sensible or not.</summary>
internal static class RandomCommand
{
    private static readonly string[] Words = [Report.Yes, Report.No, Report.Unsure];
    private static readonly string?[] Reasons = ["Because", "Because", "Because", "Because", "Because", "Because", null, " "];

    /// <summary>The people who may decide press more often, so that much gets decided.</summary>
    private static readonly Actor[] Hands =
    [
        .. People.All, People.Dsl, People.Dsl, People.Dsl, People.Deputy, People.Lead, People.Lead, People.LeadAndDeputy, People.LeadAndDeputy, People.LeadAndDeputy,
    ];

    public static CaseCommand Make(Given given, Random random)
    {
        var by = Pick(Hands, random);
        var action = Action(given, random);
        var reason = Pick(Reasons, random);

        return random.Next(60) switch
        {
            < 5 => new Propose(by, action, reason),
            < 33 => new Approve(by, action, reason),
            < 35 => new Decline(by, action, reason),
            < 47 => new RecordAction(by, action, Pick(Outcomes.All, random), null),
            < 48 => new Depart(by, action, reason),
            < 53 => Correct(given, by, reason, random),
            < 54 => new DeclareConflict(by, random.Next(2) == 0 ? null : Pick(People.All, random).Id, reason),
            < 55 => new AddNote(by, reason),
            < 57 => new GiveAnswers(by, MakeReport(given.Policy, random), [], random.Next(3) > 0),
            < 58 => random.Next(2) == 0 ? new CloseCase(by, reason) : new LinkCase(by, $"CB-2026-{random.Next(40, 45):0000}"),
            _ => new ReopenCase(by, reason),
        };
    }

    public static Report MakeReport(Policy policy, Random random) => new()
    {
        ImmediateRisk = Pick(Words, random),
        IntimateImage = Pick(Words, random),
        OnSchoolSite = Pick(Words, random),
        GroupChat = Pick(Words, random),
        Author = Pick(Authors.All, random),
        Target = Pick(Targets.All, random),
        Categories = [.. policy.CoveredCategories.Where(_ => random.Next(2) == 0).Select(category => category.Id)],
        Tests = ImmutableSortedDictionary.CreateRange(
            policy.Tests.SelectMany(test => test.Questions).Select(question => KeyValuePair.Create(question.Input, random.Next(3) == 0 ? Pick(Words, random) : Report.Yes)).DistinctBy(answer => answer.Key)),
        CrimeSuspected = Pick(Words, random),
        ChildHarmDisclosed = Pick(Words, random),
    };

    /// <summary>Mostly what is going on already, else anything.</summary>
    private static string Action(Given given, Random random)
    {
        var pending = given.File.Escalations.Keys.ToList();
        var open = given.Reading.Decision.Allowed;
        return random.Next(8) switch
        {
            < 5 when pending.Count > 0 => Pick(pending, random),
            < 7 when open.Count > 0 => open[random.Next(open.Count)].Action,
            _ => Pick([.. given.Policy.Vocabulary.Actions.Keys.Order(StringComparer.Ordinal)], random),
        };
    }

    private static CorrectFact Correct(Given given, Actor by, string? reason, Random random) => random.Next(4) switch
    {
        0 => new(by, Pick([.. given.Policy.Categories.Select(category => category.Id)], random), Pick(Words, random), reason),
        1 => new(by, FactCorrection.Author, Pick(Authors.All, random), reason),
        2 => new(by, FactCorrection.Categories, string.Join(',', given.Policy.CoveredCategories.Where(_ => random.Next(3) == 0).Select(category => category.Id)), reason),
        _ => new(by, Pick(FactNames.All, random), Pick(Words, random), reason),
    };

    private static T Pick<T>(IReadOnlyList<T> from, Random random) => from[random.Next(from.Count)];
}
