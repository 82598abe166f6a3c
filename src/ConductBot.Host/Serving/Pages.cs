namespace ConductBot.Host.Serving;

/// <summary>The two pages that the app's manifest points to. Plain words, no script, nothing to fetch.</summary>
internal static class Pages
{
    private const string Privacy = """
        ConductBot: privacy

        What a reporter writes is kept encrypted, under a key of its own for each case, on the server of the school or trust that
        runs this bot. The people whom the school has named (safeguarding lead, deputies, leads) see it; the channel's card,
        notifications and logs hold no name and no word of a post. Pictures and PDF files sent with a report are kept sealed with its case; none is taken where it may show an intimate image.

        Who did what on a case, and when, is kept for good and cannot be edited. A case is forgotten by destroying its key: what
        it held of people can then no longer be read by anybody.

        Ask the school's data protection officer for access, correction or erasure.
        """;

    private const string Terms = """
        ConductBot: terms of use

        For staff of the school that runs it. It shows what the school's own policy says, word for word, and records what staff
        decide. It gives no legal advice and replaces neither the safeguarding lead nor the emergency services: if anyone is in
        immediate danger, call 999.
        """;

    public static void MapPages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/privacy", () => Results.Text(Privacy));
        endpoints.MapGet("/terms", () => Results.Text(Terms));
    }
}
