namespace ConductBot.Policies;

/// <summary>How a policy arranges its actions.</summary>
public enum PolicyShape
{
    /// <summary>One action after another.</summary>
    Ladder,

    /// <summary>One usual first step; if it is refused, any of the others.</summary>
    FirstStepThenMenu,

    /// <summary>Any of the actions, in no order.</summary>
    Menu,
}
