namespace ConductBot.Policies;

/// <summary>The words that packs and JSON use for strength, approval and shape.</summary>
public static class Words
{
    public static string Word(this Strength strength) => strength switch
    {
        Strength.Must => "must",
        Strength.Usual => "usual",
        Strength.May => "may",
        _ => throw new ArgumentOutOfRangeException(nameof(strength), strength, message: null),
    };

    public static string Word(this Approval approval) => approval switch
    {
        Approval.None => "none",
        Approval.Dsl => "dsl",
        Approval.DslAndLead => "dsl+lead",
        _ => throw new ArgumentOutOfRangeException(nameof(approval), approval, message: null),
    };

    public static string Word(this PolicyShape shape) => shape switch
    {
        PolicyShape.Ladder => "ladder",
        PolicyShape.FirstStepThenMenu => "first-step-then-menu",
        PolicyShape.Menu => "menu",
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, message: null),
    };

    /// <summary>The value that has this word, or null.</summary>
    internal static T? Parse<T>(string text, Func<T, string> word)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (word(value) == text)
            {
                return value;
            }
        }

        return null;
    }
}
