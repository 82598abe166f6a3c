using System.Globalization;
using System.Text;

namespace ConductBot.Tests.Importing;

/// <summary>PDFs of a few lines, written by hand: one object after another, and a table of where each begins.</summary>
internal static class PdfFile
{
    private const int LineHeight = 16;

    /// <summary>A page for each list; an empty line leaves a gap, as between paragraphs.</summary>
    public static byte[] Of(params string[][] pages)
    {
        var kids = string.Join(' ', pages.Select((_, i) => $"{4 + 2 * i} 0 R"));
        List<string> objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Kids [{kids}] /Count {pages.Length} >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];

        foreach (var lines in pages)
        {
            var page = string.Concat(lines.Select((line, i) => line.Length == 0
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $"BT /F1 12 Tf 72 {760 - i * LineHeight} Td ({line}) Tj ET\n")));
            objects.Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {objects.Count + 2} 0 R >>");
            objects.Add($"<< /Length {page.Length} >>\nstream\n{page}endstream");
        }

        return Write(objects, "");
    }

    /// <summary>One that says it is encrypted, with a password that nobody has.</summary>
    public static byte[] Locked() => Write(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [] /Count 0 >>",
            $"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{new string('a', 64)}> /U <{new string('b', 64)}> >>",
        ],
        $"/Encrypt 3 0 R /ID [<{new string('c', 32)}> <{new string('c', 32)}>] ");

    private static byte[] Write(List<string> objects, string trailer)
    {
        var pdf = new StringBuilder("%PDF-1.4\n");
        var starts = new List<int>();

        for (var i = 0; i < objects.Count; i++)
        {
            starts.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var table = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        starts.ForEach(start => pdf.Append(CultureInfo.InvariantCulture, $"{start:0000000000} 00000 n \n"));
        pdf.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R {trailer}>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(pdf.ToString());
    }
}
