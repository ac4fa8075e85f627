using System.Text;
using ElectronicApplication.Forms.Generation;
using FsCheck;
using FsCheck.Fluent;

namespace ElectronicApplication.Forms.Tests;

/// <summary>Invented applicants who go through every branch.</summary>
public sealed class GenerationTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory, MemberData(nameof(CatalogTests.Procedures), MemberType = typeof(CatalogTests))]
    public void The_applicants_of_a_catalogue_entry_cover_all_of_it(string code)
    {
        var generated = ApplicantGenerator.Generate(Catalog.Plan(code), Today);
        Assert.Empty(generated.Uncovered);
        Assert.NotEmpty(generated.Applicants);
    }

    [Fact]
    public void Both_ways_of_every_condition_and_every_row_of_every_table_are_taken()
    {
        var plan = Form.Compile("""
            {"pages":[
              {"id":"one","title":"一","fields":[
                {"id":"age","type":"integer","label":"年齢","required":true,"min":0,"max":120},
                {"id":"birth","type":"date","label":"生年月日","required":true,"valid":[{"expression":"birth <= today","message":"先の日付です。"}]},
                {"id":"guardian","type":"personName","label":"保護者","visible":"age < 18","required":true},
                {"id":"code","type":"text","label":"番号","pattern":"[A-Z]{2}-[0-9]{4}","required":"age >= 65"},
                {"id":"note","type":"text","label":"備考","visible":"today.year - birth.year > 40"},
                {"id":"items","type":"group","label":"品目","maxRows":5,"fields":[
                  {"id":"size","type":"number","label":"大きさ","decimals":1,"min":0,"required":true},
                  {"id":"why","type":"text","label":"理由","visible":"size > 99.5"}]},
                {"id":"many","type":"guidance","label":"多い","visible":"count(items) >= 3"}]},
              {"id":"two","title":"二","visible":"age < 18 and code = \"AB-0001\"","fields":[{"id":"x","type":"text","label":"甲","required":true}]}],
             "tables":[{"id":"price","hitPolicy":"F","inputs":[{"expression":"age"},{"expression":"count(items)"}],"outputs":[{}],
               "rules":[{"when":["< 6","-"],"then":[0]},{"when":["[6..18)","<= 1"],"then":[100]},{"when":["[6..18)","> 1"],"then":[150]},{"when":["-","-"],"then":[300]}]}]}
            """, "if age > 100 then 0 else price");
        var generated = ApplicantGenerator.Generate(plan, Today);
        Assert.Empty(generated.Uncovered);
        var covered = generated.Applicants.SelectMany(applicant => applicant.Covers).ToList();
        Assert.Equal(2 * 8 + 4, covered.Count);
        Assert.Equal(covered.Count, covered.Distinct().Count());
        foreach (var applicant in generated.Applicants)
            Assert.Equal(applicant.IsAccepted, plan.Evaluate(applicant.Answers, new EvaluationInput(Today, null, applicant.Attachments)).IsAccepted);
        // Only who breaks the one rule is refused.
        Assert.Equal("$.pages[0].fields[1].valid[0].expression", Assert.Single(generated.Applicants, applicant => !applicant.IsAccepted).Covers.Single(outcome => !outcome.Outcome && outcome.Path.Contains("valid")).Path);
    }

    [Fact]
    public void What_cannot_happen_is_named()
    {
        var plan = Form.Of("""{"id":"a","type":"yesNo","label":"甲"}""", """{"id":"b","type":"text","label":"乙","visible":"a and not(a)"}""");
        var outcome = Assert.Single(ApplicantGenerator.Generate(plan, Today).Uncovered);
        Assert.Equal(new BranchOutcome("form.json", "$.pages[0].fields[1].visible", true), outcome);
    }

    [Fact]
    public void The_same_seed_makes_the_same_applicants() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var plan = new RandomForm(seed).Plan;
            var (one, other) = (Text(plan), Text(plan));
            Assert.Equal(one, other);
            return true;

            static string Text(FormPlan plan) => ApplicantGenerator.Generate(plan, Today, 7).Applicants.Aggregate(new StringBuilder(), (text, applicant) => text.AppendLine(applicant.Answers.ToJsonString())).ToString();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void An_applicant_who_is_said_to_be_accepted_is_accepted() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var plan = new RandomForm(seed).Plan;
            foreach (var applicant in ApplicantGenerator.Generate(plan, Today).Applicants)
            {
                var evaluation = plan.Evaluate(applicant.Answers, new EvaluationInput(Today, null, applicant.Attachments));
                Assert.Equal(applicant.IsAccepted, evaluation.IsAccepted);
                Assert.DoesNotContain(evaluation.Issues, issue => issue.Code is IssueCodes.UnknownField or IssueCodes.HiddenField);
            }
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
}
