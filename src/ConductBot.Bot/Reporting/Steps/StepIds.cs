namespace ConductBot.Bot.Reporting.Steps;

/// <summary>The steps' names as they travel in cards.</summary>
public static class StepIds
{
    public const string Danger = "danger";
    public const string Intimate = "intimate";
    public const string Content = "content";
    public const string Where = "where";
    public const string Author = "author";
    public const string Target = "target";
    public const string Reflect = "reflect";
    public const string Categories = "categories";
    public const string Offence = "offence";
    public const string Check = "check";
}
