namespace ConductBot.Policies;

public class PolicyLibraryTests
{
    [Fact]
    public void Every_pack_of_the_repository_loads()
    {
        Assert.Equal(["embrace", "oak", "ogat"], Seeds.Library.All.Select(policy => policy.Id));
    }

    [Fact]
    public void A_document_tells_of_itself_in_its_own_words()
    {
        var ogat = Seeds.Policy("ogat").Document;
        var embrace = Seeds.Policy("embrace").Document;

        Assert.Equal(("VI", "July 2019", "OGAT Board", "July 2020"), (ogat.Version, ogat.Approved, ogat.ApprovedBy, ogat.Review));
        Assert.Equal(["Version number: VI", "Approved by: OGAT Board"], ogat.Words.Where(line => line.StartsWith('V') || line.StartsWith("Approved", StringComparison.Ordinal)));
        Assert.Equal((null, "November 2020, then February 2024", "2 Years"), (embrace.Version, embrace.Approved, embrace.Review));
        Assert.Contains("Trust Leader Approved February 2024 2 Years", embrace.Words);
    }

    [Fact]
    public void Every_review_is_overdue_in_November_2026_and_was_not_on_its_last_day()
    {
        Assert.All(Seeds.Library.All, policy => Assert.True(policy.ReviewOverdue(new DateOnly(2026, 11, 20))));
        Assert.False(Seeds.Policy("embrace").ReviewOverdue(new DateOnly(2026, 2, 28)));
        Assert.True(Seeds.Policy("embrace").ReviewOverdue(new DateOnly(2026, 3, 1)));
    }

    [Fact]
    public void A_policy_says_whether_its_actions_follow_one_another()
    {
        Assert.Equal(
            [PolicyShape.Menu, PolicyShape.FirstStepThenMenu, PolicyShape.Ladder],
            Seeds.Library.All.Select(policy => policy.Shape));
    }

    [Fact]
    public void A_new_version_decides_new_cases_and_the_old_one_stays()
    {
        using var folder = new PackFolder();
        var newer = File.ReadAllText(folder["oak/pack.yaml"])
            .Replace("version: 1.0 (28 June 2019)", "version: 2.0 (September 2026)", StringComparison.Ordinal)
            .Replace("from: 2019-06-28", "from: 2026-09-01", StringComparison.Ordinal);
        folder.Add("oak-2026/pack.yaml", newer);
        File.Copy(folder["oak/001_192bc62849798f2d.txt"], folder["oak-2026/001_192bc62849798f2d.txt"]);

        var library = PolicyLibrary.Load(folder.Path);

        Assert.Null(library.Current("oak", new DateOnly(2019, 6, 27)));
        Assert.Equal("1.0 (28 June 2019)", library.Current("oak", new DateOnly(2026, 8, 31))?.Version);
        Assert.Equal("2.0 (September 2026)", library.Current("oak", new DateOnly(2026, 9, 1))?.Version);
        Assert.Equal("1.0 (28 June 2019)", library.Find("oak", "1.0 (28 June 2019)")?.Version);
        Assert.Equal("2.0 (September 2026)", library.Newest("oak")?.Version);
        Assert.Null(library.Find("oak", "3.0"));
        Assert.Null(library.Newest("elm"));
    }

    [Fact]
    public void A_trust_adds_a_policy_without_any_code()
    {
        using var folder = new PackFolder();
        folder.Add("elm/policy.txt", """
            Elm Trust: Parents Online
            Agreed May 2026, to be looked at again in May 2028

            Our rules
            * Do not threaten
              anybody online.
            * Do not post photos of pupils.

            What we do
            We will ask you to take it down. Write to the office if
            you have a complaint.
            """);
        folder.Add("elm/pack.yaml", """
            id: elm
            trust: Elm Trust
            version: May 2026
            from: 2026-05-01
            source: { file: policy.txt }
            document: { title: "Elm Trust: Parents Online", approved: May 2026, review: May 2028, review-due: 2028-05-31, lines: [Agreed May 2026] }
            sections:
            - { id: rules, heading: Our rules, label: Our rules, clauses: { rules.b1: Do not threaten, rules.b2: Do not post photos } }
            - { id: do, heading: What we do, label: What we do, clauses: { do.p1: We will ask you } }
            shape: menu
            categories: { threat: [rules.b1], image-without-consent: [rules.b2] }
            reflection: [{ text: Did you see it yourself? }]
            ladder:
            - { action: call-999, strength: must, when: [risk] }
            - { action: safeguarding-referral, strength: must, when: [safeguarding] }
            - { action: request-removal, clauses: [do.p1], strength: must, when: [breach, up] }
            beside:
            - { action: signpost-complaints, clauses: [do.p1] }
            """);

        var elm = PolicyLibrary.Load(folder.Path).Newest("elm")!;
        var decision = PolicyDecider.Decide(elm, new CaseFacts { Policy = "elm", Categories = ["threat", "abuse"] });

        Assert.Equal("Do not threaten anybody online.", elm.Find("elm/rules.b1")?.Text);
        Assert.Equal("We will ask you to take it down. Write to the office if you have a complaint.", elm.Find("elm/do.p1")?.Text);
        Assert.Equal(["elm/rules.b1"], decision.BreachClauses);
        Assert.Equal(["abuse"], decision.NotCovered);
        Assert.Equal("request-removal", decision.Next.Action);
    }

    [Fact]
    public void Where_a_policy_needs_no_code_the_code_needs_no_policy()
    {
        var code = Directory.GetFiles(Path.Combine(Seeds.Root, "src", "ConductBot.Policies"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(code);
        Assert.All(code, file => Assert.All(
            Seeds.Library.All.Select(policy => policy.Id),
            id => Assert.DoesNotContain($"\"{id}", File.ReadAllText(file), StringComparison.Ordinal)));
    }
}
