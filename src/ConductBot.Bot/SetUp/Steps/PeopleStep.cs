using ConductBot.Bot.Cards;
using ConductBot.Bot.Reporting;
using ConductBot.Cards;
using ConductBot.Teams.Dialogs;

namespace ConductBot.Bot.SetUp.Steps;

/// <summary>Who holds a role. Found by name among the members of the team; an id that is none of theirs is nobody's.</summary>
internal sealed class PeopleStep(
    SetUpScene scene,
    string id,
    string title,
    string question,
    bool isNeeded,
    string line,
    Func<SetUpAnswers, IReadOnlyList<string>> get,
    Func<SetUpAnswers, IReadOnlyList<string>, SetUpAnswers> set) : SetUpStep
{
    public const string Dsl = "dsl";
    public const string Deputies = "deputies";
    public const string Leads = "leads";
    public const string Ticked = "people";
    public const string Search = "find";

    /// <summary>As many as are shown without a search, or of what a search found.</summary>
    private const int MostShown = 25;

    /// <summary>As many as one role can have.</summary>
    private const int MostChosen = 20;

    public override string Id => id;

    public override string Title => title;

    public override bool Applies(SetUpAnswers answers) => !answers.ChannelOnly;

    public override SetUpQuestion Ask(SetUpAnswers answers)
    {
        var shown = Shown(answers);
        List<CardInput> inputs = [];
        if (shown.Count > 0)
        {
            inputs.Add(new("many", Ticked, title, string.Join(',', get(answers)), "", [.. shown.Select(member => new CardChoice(NameOf(member), member.Id))]));
        }

        inputs.Add(new("line", Search, Say("Look for a member of this team by name"), "", Say("A name, or a part of it"), []));
        return new(question, "", [line, Say("Only members of this team can be chosen: add whoever is missing to the team first.")], inputs, Finds: true);
    }

    public override string? AnswerOf(SetUpAnswers answers) => get(answers) is { Count: > 0 } people
        ? string.Join("; ", people.Select(person => scene.Roster.Find(person) is { } member ? CardText.Plain(member.Name, 80) : Say("somebody who has left this team")))
        : Say("Nobody");

    /// <summary>Looks for people and stays with the question; nobody who was ticked is lost.</summary>
    /// <returns>The answers, and what to say.</returns>
    public (SetUpAnswers Answers, string Problem) Find(SetUpAnswers answers, DialogInput input)
    {
        var ticked = set(answers, TickedIn(input));
        var words = Answers.Free(Answers.Input(input.Value, Search), 80);
        if (words is null)
        {
            return (ticked with { Search = null }, Say("Type a name, or a part of one."));
        }

        return scene.Roster.Called(words) switch
        {
            [] => (ticked with { Search = null }, Say("No member of this team has that name. Add them to the team first, or try a part of the name.")),
            [var one] => (Add(ticked, one) with { Search = null }, Say("Found, and ticked. Press Next, or look for another.")),
            { Count: > MostShown } => (ticked with { Search = words }, Say($"More than {MostShown} people have that in their name; these are the first. Type more of the name.")),
            _ => (ticked with { Search = words }, Say("Found several: tick whom you mean.")),
        };
    }

    public override StepAnswer<SetUpAnswers> Read(SetUpAnswers values, DialogInput input)
    {
        var given = Given(input);
        if (given.Any(person => scene.Roster.Find(person) is null))
        {
            return Again(set(values, TickedIn(input)), Say("Somebody you ticked is not a member of this team any more. Tick the others again."));
        }

        // A name typed and not looked for yet: what it means must be clear.
        if (Answers.Input(input.Value, Search) is not null)
        {
            var (found, problem) = Find(values, input);
            if (get(found).Count == get(set(values, TickedIn(input))).Count)
            {
                return Again(found, problem);
            }

            values = found;
        }
        else
        {
            values = set(values, TickedIn(input));
        }

        return get(values).Count > MostChosen ? Again(values, Say($"Choose {MostChosen} people at most."))
            : isNeeded && get(values).Count == 0 ? Again(values, Say("Choose at least one person: without a DSL nobody is told of a case."))
            : Take(values with { Search = null });
    }

    private IReadOnlyList<TeamMember> Shown(SetUpAnswers answers)
    {
        var chosen = get(answers).Select(scene.Roster.Find).OfType<TeamMember>();
        var offered = answers.Search is { } words ? scene.Roster.Called(words).Take(MostShown)
            : scene.Roster.Members.Count <= MostShown ? scene.Roster.Members
            : [];
        return [.. chosen.Concat(offered).DistinctBy(member => member.Id, StringComparer.OrdinalIgnoreCase)];
    }

    private SetUpAnswers Add(SetUpAnswers answers, TeamMember member) =>
        set(answers, [.. get(answers).Append(member.Id).Distinct(StringComparer.OrdinalIgnoreCase)]);

    private IReadOnlyList<string> TickedIn(DialogInput input) =>
        [.. Given(input).Select(scene.Roster.Find).OfType<TeamMember>().Select(member => member.Id).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static string[] Given(DialogInput input) => Answers.Parts(Answers.Input(input.Value, Ticked) ?? "");

    private string NameOf(TeamMember member) =>
        scene.Roster.Members.Count(other => other.Name.Equals(member.Name, StringComparison.OrdinalIgnoreCase)) > 1
            ? CardText.Verbatim($"{member.Name} ({member.Address})", 120)
            : CardText.Verbatim(member.Name, 80);
}
