using System.IO.Compression;
using System.Text;
using ConductBot.Host.Commands;
using ConductBot.Host.Importing;
using ConductBot.Testing.Cards;
using ConductBot.Tests.Commands;

namespace ConductBot.Tests.Importing;

[Collection(ConsoleTests.Name)]
public sealed class PolicyImportTests : IDisposable
{
    private static readonly string Sample = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "tests", "ConductBot.Tests", "Importing", "larkmoor.md"));

    private static readonly string[] Places =
        ["1.1", "1.2", "2.1", "2.2", "2.2.b1", "2.2.b2", "2.2.b3", "2.2.b4", "2.3", "3.1", "3.2", "3.3", "3.4", "3.5", "4.p1"];

    private readonly string folder = Directory.CreateTempSubdirectory("conductbot-").FullName;

    private string this[string file] => Path.Combine(folder, file);

    [Fact]
    public async Task A_word_document_gives_the_clauses_with_the_numbers_that_word_counts()
    {
        WordFile.Write(this["larkmoor.docx"], Sample);

        var clauses = await ShowAsync("larkmoor.docx");

        Assert.Equal(Places.Select(place => $"larkmoor/{place}"), clauses.Select(clause => clause[0]));
        Assert.Equal(["larkmoor/2.2.b1", "Clause 2.2, bullet 1", "threats of any kind, or words that encourage others to harm somebody"], clauses[4]);
        Assert.Equal("3.5 We do not answer posts online.", $"{clauses[13][0][9..]} {clauses[13][2]}");
        Assert.Equal("Section 4 (Law), paragraph 1", clauses[14][1]);
    }

    [Fact]
    public async Task The_same_policy_as_markdown_and_as_text_gives_the_same_clauses()
    {
        WordFile.Write(this["larkmoor.docx"], Sample);
        await File.WriteAllTextAsync(this["larkmoor.md"], Sample);
        await File.WriteAllTextAsync(this["larkmoor.txt"], Sample.Replace("#", "", StringComparison.Ordinal).Replace(" | ", "\t", StringComparison.Ordinal));

        var word = await ShowAsync("larkmoor.docx");

        Assert.Equal(word, await ShowAsync("larkmoor.md"));
        Assert.Equal(word, await ShowAsync("larkmoor.txt"));
    }

    [Fact]
    public async Task A_pdf_gives_its_clauses_where_pdftotext_is_installed()
    {
        Assert.SkipUnless(PathHas("pdftotext"), "pdftotext is not installed: apt-get install -y poppler-utils");
        await File.WriteAllBytesAsync(this["respect.pdf"], PdfFile.Of(
            ["Online Respect Policy", "", "1. What we ask", "", "1.1 Raise a worry with the", "school first.", "1.2 Do not post threats, or", "", "Page 1 of 2"],
            ["words that encourage them.", "", "2. What we do", "", "2.1 We contact the police", "where we have to.", "", "Page 2 of 2"]));

        var clauses = await ShowAsync("respect.pdf");

        Assert.Equal(
            [
                ["respect/1.1", "Clause 1.1", "Raise a worry with the school first."],
                ["respect/1.2", "Clause 1.2", "Do not post threats, or words that encourage them."],
                ["respect/2.1", "Clause 2.1", "We contact the police where we have to."],
            ],
            clauses);
    }

    [Fact]
    public async Task Without_pdftotext_a_pdf_is_refused_with_what_to_do()
    {
        await File.WriteAllBytesAsync(this["respect.pdf"], PdfFile.Of(["Online Respect Policy"]));

        var problem = await Assert.ThrowsAsync<StartProblem>(() => new PdfText("pdftotext-of-nowhere").ReadAsync(this["respect.pdf"], CancellationToken.None));

        Assert.Contains("needs pdftotext, which is not installed here", problem.Message, StringComparison.Ordinal);
        Assert.Equal(1, problem.Exit);
    }

    [Fact]
    public async Task A_pdf_with_a_password_says_so()
    {
        Assert.SkipUnless(PathHas("pdftotext"), "pdftotext is not installed: apt-get install -y poppler-utils");
        await File.WriteAllBytesAsync(this["locked.pdf"], PdfFile.Locked());

        await RefusedAsync("locked.pdf", "locked.pdf is locked with a password.");
    }

    public static TheoryData<string, byte[], string> BadFiles => new()
    {
        { "empty.txt", [], "empty.txt is empty." },
        { "blank.txt", "  \n\n \n"u8.ToArray(), "blank.txt holds no text." },
        { "program.txt", [0x7F, (byte)'E', (byte)'L', (byte)'F', 0, 1, 2], "program.txt holds no plain text." },
        { "picture.md", [0x89, (byte)'P', (byte)'N', (byte)'G', 0], "picture.md holds no plain text." },
        { "text.docx", "This is no Word document."u8.ToArray(), "text.docx is not a Word document, whatever its ending says." },
        { "old.docx", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], "old.docx is locked with a password, or an old .doc." },
        { "damaged.docx", "PK\u0003\u0004 and then nothing of the kind"u8.ToArray(), "damaged.docx is damaged" },
        { "zip.docx", Zip("notes.txt", "no document here"), "zip.docx is" },
        { "text.pdf", "This is no PDF."u8.ToArray(), "text.pdf is not a PDF, whatever its ending says." },
        { "policy.doc", "x"u8.ToArray(), "policy.doc is not read. Open it in Word and save it as .docx." },
        { "policy.xlsx", "x"u8.ToArray(), "policy.xlsx is not read: a policy is a .txt, .md, .docx or .pdf file." },
        { "heading.txt", "ONLINE POLICY\n\nTo follow\n"u8.ToArray(), "No clauses were found in heading.txt" },
        { "table.md", "| Version | 2 |\n| --- | --- |\n| Approved | May |\n"u8.ToArray(), "No clauses were found in table.md" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task A_file_that_cannot_be_used_gets_a_clear_line_and_nothing_is_written(string name, byte[] bytes, string said)
    {
        await File.WriteAllBytesAsync(this[name], bytes);

        await RefusedAsync(name, said);
    }

    public static TheoryData<string, string> BadDocuments => new()
    {
        { "<w:p><w:r><w:t>It ends too soon", "is damaged: it cannot be read as a Word document." },
        { "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><w:p><w:r><w:t>&x;</w:t></w:r></w:p>", "is damaged: it cannot be read as a Word document." },
        { $"<w:p>{string.Concat(Enumerable.Repeat("<w:ins>", 50_000))}", "is damaged: its parts are nested beyond reason." },
        { "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"many\"/><w:numId w:val=\"x\"/></w:numPr></w:pPr><w:r><w:t>A paragraph.</w:t></w:r></w:p>", "is damaged: it cannot be read as a Word document." },
    };

    [Theory]
    [MemberData(nameof(BadDocuments))]
    public async Task A_word_document_that_was_made_to_do_harm_is_damaged_and_no_more(string body, string said)
    {
        await File.WriteAllBytesAsync(this["bad.docx"], RawWordFile.Of(body));

        await RefusedAsync("bad.docx", said);
    }

    [Fact]
    public async Task Tracked_changes_are_read_as_they_would_be_accepted()
    {
        await File.WriteAllBytesAsync(this["tracked.docx"], RawWordFile.Of(
            "<w:p><w:r><w:t xml:space=\"preserve\">Be </w:t></w:r><w:del><w:r><w:delText>mean</w:delText></w:r></w:del><w:ins><w:r><w:t>kind</w:t></w:r></w:ins><w:r><w:t xml:space=\"preserve\"> to all.</w:t></w:r></w:p>"));

        Assert.Equal("Be kind to all.", Assert.Single(await ShowAsync("tracked.docx"))[2]);
    }

    [Theory]
    [InlineData("> ")]
    [InlineData("[")]
    public async Task Markdown_that_is_nested_beyond_reason_is_refused(string mark)
    {
        await File.WriteAllTextAsync(this["deep.md"], $"# Policy\n\n{string.Concat(Enumerable.Repeat(mark, 20_000))}x\n");

        await RefusedAsync("deep.md", "deep.md is damaged: its marks are nested beyond reason.");
    }

    [Fact]
    public async Task A_file_of_fifty_megabytes_is_not_even_opened()
    {
        await using (var file = File.Create(this["huge.pdf"]))
        {
            file.SetLength(50L * 1024 * 1024);
        }

        await RefusedAsync("huge.pdf", "huge.pdf has 50 MB; a policy of more than 20 MB is not read.");
    }

    [Fact]
    public async Task A_small_file_that_unpacks_to_a_huge_one_is_stopped_in_time()
    {
        await using (var file = File.Create(this["bomb.docx"]))
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Create);
            await using var entry = zip.CreateEntry("word/document.xml", CompressionLevel.Optimal).Open();
            var spaces = new byte[1024 * 1024];

            for (var i = 0; i < 201; i++)
            {
                await entry.WriteAsync(spaces);
            }
        }

        Assert.InRange(new FileInfo(this["bomb.docx"]).Length, 1, 1024 * 1024);
        await RefusedAsync("bomb.docx", "bomb.docx unpacks to more than 200 MB.");
    }

    [Fact]
    public async Task A_folder_that_is_there_is_left_alone_until_the_command_says_otherwise()
    {
        await File.WriteAllTextAsync(this["larkmoor.md"], Sample);
        Directory.CreateDirectory(this["pack"]);
        await File.WriteAllTextAsync(this["pack/pack.yaml"], "finished: yes");

        await RefusedAsync("larkmoor.md", "is already there and was left as it is.");
        Assert.Equal("finished: yes", await File.ReadAllTextAsync(this["pack/pack.yaml"]));

        var run = await CommandRun.OfAsync("policy", "import", this["larkmoor.md"], "--out", this["pack"], "--overwrite");
        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Contains("status: to decide", await File.ReadAllTextAsync(this["pack/pack.yaml"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_word_is_told_in_a_line()
    {
        await File.WriteAllTextAsync(this["2026.md"], Sample);

        (await CommandRun.OfAsync("policy", "import", this["nowhere.md"])).SaysOneLine("There is no file");
        (await CommandRun.OfAsync("policy", "import", this["2026.md"])).SaysOneLine("No short name can be made of '2026.md'.");
        (await CommandRun.OfAsync("policy", "import", this["2026.md"], "--id", "Our Policy")).SaysOneLine("'Our Policy' is not");
    }

    [Fact]
    public async Task What_is_found_and_what_is_left_to_decide_are_told()
    {
        await File.WriteAllTextAsync(this["larkmoor.md"], Sample.Replace("2.1 A worry", "We ask for this:\n\n2.1 A worry", StringComparison.Ordinal));

        var run = await CommandRun.OfAsync("policy", "import", this["larkmoor.md"], "--out", this["pack"]);

        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Contains("15 clauses, from larkmoor/1.1 to larkmoor/4.p1.", run.Output, StringComparison.Ordinal);
        Assert.Contains(": We ask for this:", run.Output, StringComparison.Ordinal);
        Assert.Contains("things are still to decide", run.Output, StringComparison.Ordinal);
        var pack = await File.ReadAllTextAsync(this["pack/pack.yaml"]);
        Assert.Contains("  version: \"2\"\n  approved: \"3 March 2026\"\n  approved-by: Board of Trustees\n  review: March 2028\n", pack, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<string[][]> ShowAsync(string file)
    {
        var run = await CommandRun.OfAsync("policy", "import", this[file], "--show");
        Assert.Equal((0, ""), (run.Exit, run.Error));
        return [.. run.Output.TrimEnd('\n').Split('\n').Select(line => line.Split('\t'))];
    }

    private async Task RefusedAsync(string name, string said)
    {
        var run = await CommandRun.OfAsync("policy", "import", this[name], "--id", "mine", "--out", this["pack"]);

        Assert.Equal((1, ""), (run.Exit, run.Output));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        Assert.False(File.Exists(this["pack/document.txt"]));
    }

    private static bool PathHas(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(place => File.Exists(Path.Combine(place, program)));

    private static byte[] Zip(string name, string words)
    {
        var bytes = new MemoryStream();

        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(Encoding.UTF8.GetBytes(words));
        }

        return bytes.ToArray();
    }
}
