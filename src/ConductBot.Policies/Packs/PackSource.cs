namespace ConductBot.Policies.Packs;

/// <summary>Where a policy was read, so that lint can point at the line.</summary>
/// <param name="PackFile">The pack.</param>
/// <param name="DocumentFile">The document as received.</param>
/// <param name="ReviewDueLine">In the pack.</param>
/// <param name="Fingerprint">SHA-256 of the document's bytes, in lower-case hex.</param>
/// <param name="FingerprintGiven">The pack names it, so a changed document is noticed.</param>
/// <param name="ClauseLines">In the document, by full clause id.</param>
/// <param name="Words">The Welsh of what the pack says in words of its own.</param>
internal sealed record PackSource(
    string PackFile,
    string DocumentFile,
    int ReviewDueLine,
    string Fingerprint,
    bool FingerprintGiven,
    IReadOnlyDictionary<string, int> ClauseLines,
    WelshWords Words);
