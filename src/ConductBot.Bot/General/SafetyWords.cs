using System.Text.RegularExpressions;

namespace ConductBot.Bot.General;

/// <summary>
/// Words that may mean that a life is in danger. Whoever types one is shown 999, whatever else the bot makes of the message:
/// once too often is no harm. Our own rule; no policy has such a list.
/// </summary>
public static class SafetyWords
{
    public static string Words =>
        Say("If anyone is in immediate danger, call 999 now. Nobody has to agree first. Then find your designated safeguarding lead in person, and type report.");

    public static bool AreIn(string text) => Pattern.IsMatch(text);

    // Without backtracking: whatever is typed, it takes no longer than the text is long, and so needs no time limit, which
    // on a busy machine would cost somebody their turn.
    private static readonly Regex Pattern = new(
        """
        \bsuicid | \bself[ -]?harm | \boverdos(e|ed|ing)\b
        | \b(kill(s|ed|ing)?|hurt(s|ing)?|harm(s|ed|ing)?|hang(s|ed|ing)?|cut(s|ting)?)\s+(my|him|her|it|our|your|them)(self|selves)\b
        | \b(killing|stabbing|shooting|murdering)\s+(him|her|them|you|someone|somebody|everyone|everybody|a\s+(child|pupil|teacher|kid))\b
        | \b(kill|stab|shoot|murder|burn)s?\s+(me|him|her|them|us|you|someone|somebody|everyone|everybody|a\s+(child|pupil|teacher|kid))\b
        | \b(end|ending|take|taking)\s+(my|his|her|their|your)\s+(own\s+)?li(fe|ves)\b
        | \b(want|wants|wanted)\s+to\s+die\b
        | \b(has|have|got|brings?|bringing|with)\s+(a\s+)?(gun|knife|weapon|bomb|acid)\b
        | \b(bomb|shoot)\s+(up\s+)?the\s+school\b
        | \bhunan-?(laddiad|ladd|niwed|niweidio)\b
        | \b(lladd|saethu|trywanu|llosgi)\s+(fi|hi|nhw|ni|chi|ef|fo|e|rhywun|pawb|plentyn|disgybl|athro|athrawes|fy\s+hun|ei\s+hun|eu\s+hunain)\b
        | (\b(ei|eu|fy|dy|eich)|['’][iuw])\s+(l|n)?ladd\b
        | \b(brifo|niweidio|anafu|crogi|torri|lladd|ladd)\s+(fy|dy|ei|ein|eich|eu)\s+hun(an|ain)?\b
        | \b(diwedd|terfyn)\s+ar\s+(fy|dy|ei|eu|eich)\s+[mfb]ywyd(au)?\b
        | \b(eisiau|moyn)\s+marw\b
        | \b(gorddos|orddos)\b
        | \b(bomio|saethu)['’]r\s+ysgol\b
        | \b(gyda|[aâ]|ganddo|ganddi)\s+(gwn|wn|cyllell|chyllell|gyllell|bom|fom|arf|asid)\b
        """,
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace);
}
