namespace ConductBot.Cards.Templates;

/// <summary>Where in which template: <c>policy/answer</c>, <c>body[2].text</c>.</summary>
internal sealed record Place(string Template, string Path)
{
    public Place Member(string name) => this with { Path = Path.Length == 0 ? name : $"{Path}.{name}" };

    public Place Item(int index) => this with { Path = $"{Path}[{index}]" };

    public CardTemplateException Refuse(string problem) => new(Template, Path.Length == 0 ? "the whole card" : Path, problem);
}
