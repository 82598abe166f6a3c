using System.IO.Compression;
using System.Text;

namespace ConductBot.Tests.Importing;

/// <summary>A Word document around XML of the test's own, sound or not.</summary>
internal static class RawWordFile
{
    private const string Types = """
        <?xml version="1.0"?>
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
          <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
          <Default Extension="xml" ContentType="application/xml"/>
          <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
        </Types>
        """;

    private const string Relationships = """
        <?xml version="1.0"?>
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
          <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
        </Relationships>
        """;

    /// <param name="body">What stands in the body; a document type at its beginning goes before the document.</param>
    public static byte[] Of(string body)
    {
        var end = body.StartsWith("<!DOCTYPE", StringComparison.Ordinal) ? body.IndexOf("]>", StringComparison.Ordinal) + 2 : 0;
        var bytes = new MemoryStream();

        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            Write(zip, "[Content_Types].xml", Types);
            Write(zip, "_rels/.rels", Relationships);
            Write(
                zip,
                "word/document.xml",
                $"<?xml version=\"1.0\"?>{body[..end]}<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body[end..]}</w:body></w:document>");
        }

        return bytes.ToArray();
    }

    private static void Write(ZipArchive zip, string name, string content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(content));
    }
}
