using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace ConductBot.Bot.PolicyQuestions;

/// <summary>
/// Knows a question in Welsh. The search reads English alone, and would take Welsh words for misspelt English ones: its answer,
/// most often that the policy does not say, would mean nothing.
/// </summary>
public static partial class WelshQuestion
{
    /// <summary>One word in so many has to be one of these. A school's or a person's name alone makes no question Welsh.</summary>
    private const int OneIn = 3;

    /// <summary>Common words, and those of the subject in the forms that they take; none is an English word.</summary>
    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        [
            .. """
            mae maen maent yw ydy ydyw ydi ydyn oes oedd roedd bydd byddai bydda gaf gawn gaiff caiff cawn cael gael allaf alla allwn gellir
            dylwn dylai dylem ddylwn ddylai ddylem pwy sut pryd ble faint sydd sy wedi gyda nad nid ddim rhaid angen fy eich ein neu yn unrhyw
            rhywun rhywbeth rywun rywbeth amdano cyntaf gyntaf nesaf gwneud wneud dweud ddweud gofyn ofyn helpu
            polisi bolisi pholisi cymal gymal cymalau rhiant riant rhieni rieni gofalwr plentyn blentyn phlentyn blant phlant disgybl ddisgybl
            disgyblion ddisgyblion athro athrawes athrawon pennaeth bennaeth ysgol ysgolion ymddiriedolaeth llun lluniau luniau delwedd ddelwedd
            delweddau ddelweddau caniatâd ganiatâd caniatad ganiatad cydsyniad gydsyniad bygwth fygwth bygythiad fygythiad bygythiadau fygythiadau
            cwyn cwyno gwyno cwynion gwynion difenwi ddifenwi enllib aflonyddu bwlio fwlio seiberfwlio casineb gasineb sarhau sarhad honiad
            honiadau heddlu cyfreithiol gyfreithiol cyngor gyngor cyfryngau gyfryngau cymdeithasol gymdeithasol gwefan wefan sylwadau rhannu rannu
            postio bostio ysgrifennu tynnu dynnu dileu ddileu rhybudd rybudd personol bersonol cyfarfod gyfarfod diogelu arweinydd gwaharddiad
            gwahardd cosb gosb ymddygiad dystiolaeth tystiolaeth
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        ]);

    public static bool IsWelsh(string question)
    {
        var words = Word().Matches(question);
        return words.Count(word => Words.Contains(word.Value)) is > 0 and var welsh && welsh * OneIn >= words.Count;
    }

    /// <summary>Of two letters or more: what stands behind an apostrophe (“yw’r”) is not counted.</summary>
    [GeneratedRegex(@"\p{L}{2,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
