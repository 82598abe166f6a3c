using System.Runtime.CompilerServices;
using ConductBot.Languages;

namespace ConductBot.Tests.Words;

/// <summary>In the tests, and nowhere else, a client may ask for the pseudo-language.</summary>
internal static class PseudoLanguage
{
    [ModuleInitializer]
    internal static void MayBeAskedFor() => AppContext.SetSwitch(Language.PseudoSwitch, isEnabled: true);
}
