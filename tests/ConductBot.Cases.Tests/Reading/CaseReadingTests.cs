using ConductBot.Policies;
using static ConductBot.Policies.Actions;

namespace ConductBot.Cases.Reading;

/// <summary>How a case becomes the facts that its policy is asked about.</summary>
public class CaseReadingTests
{
    private static readonly Report Threatening = new()
    {
        Author = Authors.Parent,
        Categories = ["threat"],
        Tests = Given.Answered(("threatensHarm", Report.Yes), ("physicalHarm", Report.Yes)),
    };

    [Fact]
    public void An_empty_report_says_nothing()
    {
        var reading = Given.ACase("oak", new()).Reading;

        Assert.Equivalent(new CaseFacts { Policy = "oak" }, reading.Facts, strict: true);
        Assert.Empty(reading.Categories);
        Assert.Empty(reading.NotMet);
        Assert.Empty(reading.ToConfirm);
    }

    [Fact]
    public void Every_answer_reaches_its_fact()
    {
        var reading = Given.ACase("oak", Threatening with
        {
            Author = Authors.Carer,
            ImmediateRisk = Report.Yes,
            ChildHarmDisclosed = Report.Yes,
            IntimateImage = Report.Yes,
            CrimeSuspected = Report.Yes,
            OnSchoolSite = Report.Yes,
            GroupChat = Report.Yes,
            Categories = ["threat", "abuse"],
        }).Reading;

        Assert.Equivalent(
            new CaseFacts
            {
                Policy = "oak",
                Author = Authors.Carer,
                Categories = ["threat", "abuse"],
                ImmediateRisk = true,
                ChildHarmDisclosed = true,
                IntimateImage = true,
                CrimeSuspected = true,
                PhysicalThreat = true,
                OnSchoolSite = true,
                GroupChat = true,
            },
            reading.Facts,
            strict: true);
    }

    [Fact]
    public void Where_waiting_could_harm_somebody_unsure_counts_and_elsewhere_it_waits_for_the_DSL()
    {
        var unsure = Given.ACase("oak", new()
        {
            ImmediateRisk = Report.Unsure,
            ChildHarmDisclosed = Report.Unsure,
            IntimateImage = Report.Unsure,
            CrimeSuspected = Report.Unsure,
            OnSchoolSite = Report.Unsure,
            GroupChat = Report.Unsure,
        });

        Assert.Equivalent(
            new CaseFacts { Policy = "oak", ImmediateRisk = true, ChildHarmDisclosed = true, IntimateImage = true }, unsure.Reading.Facts, strict: true);
        Assert.Equal(
            [FactNames.ChildHarmDisclosed, FactNames.CrimeSuspected, FactNames.GroupChat, FactNames.ImmediateRisk, FactNames.IntimateImage, FactNames.OnSchoolSite],
            unsure.Reading.ToConfirm.Order(StringComparer.Ordinal));

        var confirmed = unsure.Once(new CorrectFact(People.Dsl, "immediateRisk", "no", "I rang her")).Once(new CorrectFact(People.Dsl, "crimeSuspected", "yes", "I read it"));
        Assert.False(confirmed.Reading.Facts.ImmediateRisk);
        Assert.True(confirmed.Reading.Facts.CrimeSuspected);
        Assert.DoesNotContain(FactNames.ImmediateRisk, confirmed.Reading.ToConfirm);
        Assert.DoesNotContain(FactNames.CrimeSuspected, confirmed.Reading.ToConfirm);
        Assert.Contains(FactNames.GroupChat, confirmed.Reading.ToConfirm);
    }

    public static TheoryData<string, string> Tested
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var policy in new[] { "ogat", "oak", "embrace" })
            {
                data.AddRange([.. Repository.Policy(policy).Tests.Select(test => new TheoryDataRow<string, string>(policy, test.Category))]);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Tested))]
    public void Unsure_never_drops_a_category(string policy, string category)
    {
        var inputs = Repository.Policy(policy).TestOf(category)!.Questions.Select(question => question.Input).ToArray();

        foreach (var answers in new[] { inputs.Select(input => (input, Report.Unsure)).ToArray(), [] })
        {
            var reading = Given.ACase(policy, new() { Categories = [category], Tests = Given.Answered(answers) }).Reading;

            Assert.Equal([new CaseCategory(category, Possible: true)], reading.Categories);
            Assert.Equal([category], reading.Facts.Categories);
            Assert.Empty(reading.NotMet);
        }
    }

    [Fact]
    public void A_plain_no_drops_a_category_and_says_why()
    {
        var reading = Given.ACase("oak", Given.Defaming with { Tests = Given.Defaming.Tests.SetItem("seriousHarm", Report.No) }).Reading;

        Assert.Equal([new CaseCategory("abuse", Possible: false)], reading.Categories);
        var (category, reason) = Assert.Single(reading.NotMet);
        Assert.Equal("defamation", category);
        Assert.StartsWith("Test not met: serious harm to their reputation is not likely", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_met_test_puts_its_category_on_the_case_for_certain()
    {
        var reading = Given.ACase("oak", Given.Defaming).Reading;

        Assert.Equal([new CaseCategory("defamation", Possible: false), new CaseCategory("abuse", Possible: false)], reading.Categories);
        Assert.Equal(TestVerdict.Met, Assert.Single(reading.Tests).Verdict);
    }

    [Fact]
    public void A_category_ticked_twice_is_on_the_case_once() =>
        Assert.Equal(["abuse"], Given.ACase("oak", new() { Categories = ["abuse", "abuse"] }).Reading.Facts.Categories);

    [Fact]
    public void A_category_that_the_policy_does_not_cover_is_kept_and_said_to_be_uncovered()
    {
        var reading = Given.ACase("embrace", new() { Categories = ["impersonation"] }).Reading;

        Assert.Equal(["impersonation"], reading.Facts.Categories);
        Assert.Equal(["impersonation"], reading.Decision.NotCovered);
        Assert.False(reading.Decision.Breach);
    }

    [Fact]
    public void The_DSL_confirms_a_possible_category_in_its_place()
    {
        var confirmed = Given.ACase("oak", Given.Defaming with { Tests = Given.Answered() })
            .Once(new CorrectFact(People.Dsl, "defamation", "yes", "I checked"));

        Assert.Equal([new CaseCategory("defamation", Possible: false), new CaseCategory("abuse", Possible: false)], confirmed.Reading.Categories);
    }

    [Fact]
    public void The_DSL_adds_and_removes_categories()
    {
        var changed = Given.ACase("oak", Given.Defaming)
            .Once(new CorrectFact(People.Dsl, "defamation", "no", "Opinion"))
            .Once(new CorrectFact(People.Dsl, "hate", "yes", "A slur"));

        Assert.Equal(["abuse", "hate"], changed.Reading.Facts.Categories);
        Assert.Equal(["abuse"], changed.Once(new CorrectFact(People.Dsl, "hate", "no", "Misread")).Reading.Facts.Categories);
    }

    [Fact]
    public void A_category_that_the_DSL_put_on_the_case_is_not_also_said_to_fail_its_test()
    {
        var added = Given.ACase("oak", Given.Defaming with { Tests = Given.Defaming.Tests.SetItem("seriousHarm", Report.No) })
            .Once(new CorrectFact(People.Dsl, "defamation", "yes", "It went round the town"));

        Assert.Contains("defamation", added.Reading.Facts.Categories);
        Assert.Empty(added.Reading.NotMet);
        Assert.Equal(TestVerdict.NotMet, Assert.Single(added.Reading.Tests).Verdict);
    }

    [Fact]
    public void The_last_word_counts_whether_it_was_of_one_category_or_of_all()
    {
        var none = Given.ACase("oak", Threatening).Once(new CorrectFact(People.Dsl, "threat", "no", "A joke"));
        Assert.Empty(none.Reading.Facts.Categories);

        var all = none.Once(new CorrectFact(People.Dsl, "categories", "threat,abuse", "No joke"));
        Assert.Equal(["threat", "abuse"], all.Reading.Facts.Categories);

        var one = all.Once(new CorrectFact(People.Dsl, "abuse", "no", "Not abuse"));
        Assert.Equal(["threat"], one.Reading.Facts.Categories);

        Assert.Empty(one.Once(new CorrectFact(People.Dsl, "categories", "none", "Nothing in it")).Reading.Facts.Categories);
    }

    [Fact]
    public void A_list_of_categories_leaves_other_corrections_alone()
    {
        var corrected = Given.ACase("oak", Threatening)
            .Once(new CorrectFact(People.Dsl, "crimeSuspected", "yes", "Read it"))
            .Once(new CorrectFact(People.Dsl, "author", "staff", "It is him"))
            .Once(new CorrectFact(People.Dsl, "categories", "abuse", "Abuse"));

        Assert.True(corrected.Reading.Facts.CrimeSuspected);
        Assert.Equal(Authors.Staff, corrected.Reading.Facts.Author);
    }

    [Fact]
    public void A_physical_threat_falls_with_the_threat_it_came_from()
    {
        var threat = Given.ACase("ogat", Threatening);
        Assert.True(threat.Reading.Facts.PhysicalThreat);
        Assert.True(threat.Allows(BanFromSite));

        foreach (var removal in new[] { new CorrectFact(People.Dsl, "threat", "no", "A joke"), new CorrectFact(People.Dsl, "categories", "public-complaint", "A joke") })
        {
            var gone = threat.Once(removal);

            Assert.False(gone.Reading.Facts.PhysicalThreat);
            Assert.False(gone.Allows(BanFromSite));
            Assert.False(gone.Allows(ReferToPolice));
        }

        Assert.True(threat.Once(new CorrectFact(People.Dsl, "threat", "yes", "Read it")).Reading.Facts.PhysicalThreat);
        Assert.False(threat.Once(new CorrectFact(People.Dsl, "physicalThreat", "no", "To her job")).Reading.Facts.PhysicalThreat);
        Assert.True(threat.Once(new CorrectFact(People.Dsl, "threat", "no", "Not to her")).Once(new CorrectFact(People.Dsl, "physicalThreat", "yes", "To the building")).Reading.Facts.PhysicalThreat);
    }

    [Fact]
    public void A_threat_that_may_be_physical_counts_as_one_and_is_for_the_DSL_to_confirm()
    {
        var maybe = Given.ACase("ogat", Threatening with { Tests = Given.Answered(("threatensHarm", Report.Yes), ("physicalHarm", Report.Unsure)) });

        Assert.True(maybe.Reading.Facts.PhysicalThreat);
        Assert.Equal([FactNames.PhysicalThreat], maybe.Reading.ToConfirm);
        Assert.Empty(maybe.Once(new CorrectFact(People.Dsl, "physicalThreat", "yes", "Read it")).Reading.ToConfirm);
        Assert.Empty(Given.ACase("ogat", Threatening).Reading.ToConfirm);
    }

    [Fact]
    public void Whether_it_can_still_be_seen_is_as_was_said_last()
    {
        var asked = Given.ACase("ogat").Once(new RecordAction(People.Dsl, RequestRemoval, Outcomes.Done, null));
        Assert.True(asked.Reading.Facts.ContentUp);

        var removed = asked.Once(new RecordAction(People.Dsl, RequestRemoval, Outcomes.Removed, null));
        Assert.False(removed.Reading.Facts.ContentUp);

        var reposted = removed.Once(new RecordAction(People.Dsl, RequestRemoval, Outcomes.Reposted, null));
        Assert.True(reposted.Reading.Facts.ContentUp);

        var looked = reposted.Once(new CorrectFact(People.Dsl, "contentUp", "no", "I looked"));
        Assert.False(looked.Reading.Facts.ContentUp);

        Assert.True(looked.Once(new RecordAction(People.Dsl, RequestRemoval, Outcomes.Reposted, null)).Reading.Facts.ContentUp);
        Assert.False(looked.Once(new RecordAction(People.Dsl, RequestRemoval, Outcomes.Refused, null)).Reading.Facts.ContentUp);
    }

    [Fact]
    public void What_was_done_is_told_in_order_with_departures_among_it()
    {
        var done = Given.ACase("ogat")
            .Once(new Depart(People.Dsl, ReportToPlatform, "At once"))
            .Once(new RecordAction(People.Dsl, RequestRemoval, Outcomes.Failed, null))
            .Once(new RecordAction(People.Dsl, RequestRemoval, Outcomes.NoResponse, null));

        Assert.Equal(
            [new HistoryEntry(ReportToPlatform, Outcomes.Done), new(RequestRemoval, Outcomes.Failed), new(RequestRemoval, Outcomes.NoResponse)],
            done.Reading.Facts.History);
    }

    [Fact]
    public void Facts_that_no_question_asks_are_the_DSLs_to_set()
    {
        var set = Given.ACase("embrace", Given.Defaming with { GroupChat = Report.Yes })
            .Once(new CorrectFact(People.Dsl, "viewingPermission", "yes", "They said so"))
            .Once(new CorrectFact(People.Dsl, "circumstancesWarrantLegal", "yes", "It is bad"))
            .Once(new CorrectFact(People.Dsl, "grosslyObscene", "yes", "It is"));

        Assert.Equal((true, true, true), (set.Reading.Facts.ViewingPermission, set.Reading.Facts.CircumstancesWarrantLegal, set.Reading.Facts.GrosslyObscene));
        Assert.True(set.Allows(ViewMessages));
    }

    [Fact]
    public void The_authors_kind_decides_the_scope_also_when_corrected()
    {
        var parent = Given.ACase("embrace");
        Assert.True(parent.Reading.Decision.InScope);
        Assert.False(parent.Once(new CorrectFact(People.Dsl, "author", "staff", "It is a teacher")).Reading.Decision.InScope);
    }
}
