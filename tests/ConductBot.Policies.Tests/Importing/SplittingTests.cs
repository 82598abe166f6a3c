namespace ConductBot.Policies.Importing;

public class SplittingTests
{
    [Fact]
    public void Headings_without_numbers_become_the_word_they_are_about()
    {
        const string Text = """
            Our Online Code of Conduct

            Some words before anything else begins.

            Statement of intent

            We mean well.

            Legal framework

            We keep to the law.

            - Defamation Act 2013
            • Online Safety Act 2023

            Expected social media conduct

            Be kind.

            Conduct on our own pages

            Be kind there too.

            What may be done by a school in the event of a breach by any parent or visitor

            We may write to you.
            """;

        Assert.Equal(
            [
                "preamble.p1|Preamble, paragraph 1", "intent.p1|Statement of intent, paragraph 1", "legal.p1|Legal framework, paragraph 1",
                "legal.b1|Legal framework, bullet 1", "legal.b2|Legal framework, bullet 2", "conduct.p1|Expected social media conduct, paragraph 1",
                "conduct2.p1|Conduct on our own pages, paragraph 1", "done.p1|What may be done, paragraph 1",
            ],
            Places(Text));
    }

    [Fact]
    public void A_list_that_prints_its_numbers_keeps_them()
    {
        const string Text = """
            Parents' Code

            1. Expectations

            Please:

            (a) be kind
            (b) be fair,
            and patient

            2. Next steps

            1) We write.
            2) We meet.
            """;

        Assert.Equal(
            ["1.p1|Section 1 (Expectations), paragraph 1", "1.a|Section 1 (Expectations), a", "1.b|Section 1 (Expectations), b", "2.1|Section 2 (Next steps), 1", "2.2|Section 2 (Next steps), 2"],
            Places(Text));
        Assert.Equal("be fair, and patient", PolicyImport.Split("mine", ReceivedDocument.Plain(Text)).Clauses[2].Text);
    }

    [Fact]
    public void A_list_of_short_points_is_no_row_of_headings()
    {
        Assert.Equal(
            ["body.p1|Policy, paragraph 1", "body.1|Policy, 1", "body.2|Policy, 2", "body.3|Policy, 3"],
            Places("Keep to these:\n\n1. Be kind\n\n2. Be fair\n\n3. Be safe\n"));
    }

    [Fact]
    public void What_stands_below_a_numbered_clause_is_counted_below_it()
    {
        const string Text = """
            Parents' Code

            1. Conduct

            To begin with.

            1.1 You must not post:

            - threats
            - lies

            1.2 We may act.

            This is explained further here.
            """;

        Assert.Equal(["1.1|Clause 1.1", "1.1.b1|Clause 1.1, bullet 1", "1.1.b2|Clause 1.1, bullet 2", "1.2|Clause 1.2", "1.2.p1|Clause 1.2, paragraph 1"], Places(Text));
        Assert.Equal("To begin with.", Assert.Single(PolicyImport.Split("mine", ReceivedDocument.Plain(Text)).Unused).Text);
    }

    [Fact]
    public void Numbers_that_begin_anew_in_each_section_name_nothing_so_clauses_are_counted()
    {
        Assert.Equal(
            ["1.1|Clause 1.1", "meetings.p1|Meetings, paragraph 1"],
            Places("Parents' Code\n\nLetters\n\n1.1 One.\n\nMeetings\n\n1.1 Another one.\n"));
    }

    [Fact]
    public void A_contents_list_in_the_same_words_as_the_headings_is_passed_over()
    {
        const string Text = """
            Parents' Code

            1 Purpose

            2 Conduct

            1 Purpose

            To be clear.

            2 Conduct

            Be kind.
            """;
        using var folder = new PackFolder();

        var policy = PolicyImport.Split("mine", ReceivedDocument.Plain(Text));
        folder.Add("mine/document.txt", Text).Add("mine/pack.yaml", policy.PackYaml(Seeds.Library.Vocabulary, "document.txt", "0", "mine.txt"));

        var draft = Assert.Single(PolicyLibrary.Load(folder.Path).Drafts);
        Assert.Equal(policy.Clauses, draft.Policy!.Clauses);
        Assert.Equal(["mine/1.p1", "mine/2.p1"], policy.Clauses.Select(clause => clause.Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("A title\n")]
    [InlineData("Version\t2\nApproved\tMay\n")]
    public void Without_a_paragraph_there_are_no_clauses(string text) => Assert.Empty(Places(text));

    [Theory]
    [InlineData('x')]
    [InlineData(' ')]
    [InlineData('1')]
    [InlineData('.')]
    [InlineData('-')]
    public void A_line_without_end_is_split_in_no_time(char letter)
    {
        var text = new string(letter, 500_000);

        Assert.InRange(PolicyImport.Split("mine", ReceivedDocument.Plain($"{text}\n\n1.1 {text}\n")).Clauses.Count, 1, 2);
    }

    [Theory]
    [InlineData("Be kind\n\n")]
    [InlineData("1. Be kind\n\n")]
    [InlineData("Title\n\nA sentence stands here.\n\n")]
    [InlineData("1.1 A clause.\n")]
    public void A_document_of_a_great_many_parts_is_split_in_no_time(string part)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();

        PolicyImport.Split("mine", ReceivedDocument.Plain("Parents' Code\n\nTo begin with.\n\n" + string.Concat(Enumerable.Repeat(part, 20_000))));

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    private static IReadOnlyList<string> Places(string text) =>
        [.. PolicyImport.Split("mine", ReceivedDocument.Plain(text)).Clauses.Select(clause => $"{clause.Id["mine/".Length..]}|{clause.Label}")];
}
