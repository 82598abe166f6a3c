namespace ConductBot.Cards;

/// <summary>A template that cannot be used, or data that it cannot show: a mistake of ours, never of a user.</summary>
public sealed class CardTemplateException : Exception
{
    internal CardTemplateException(string template, string place, string problem, Exception? inner = null)
        : base($"{template}: {place}: {problem}", inner)
    {
        Template = template;
        Place = place;
        Problem = problem;
    }

    /// <summary>The template's name, <c>subject/name</c>.</summary>
    public string Template { get; }

    /// <summary>Where in the template: a path such as <c>body[2].text</c>, or a line and column where it is not even JSON.</summary>
    public string Place { get; }

    /// <summary>What is wrong there.</summary>
    public string Problem { get; }
}
