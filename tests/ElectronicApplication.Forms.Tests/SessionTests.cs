using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace ElectronicApplication.Forms.Tests;

/// <summary>A form while it is filled in: after any change it is what it would be from scratch.</summary>
public sealed class SessionTests
{
    private static readonly int Runs = int.TryParse(Environment.GetEnvironmentVariable("FORMS_FUZZ"), out var runs) ? Math.Min(runs, 20_000) : 300;

    [Fact]
    public void Any_changes_lead_where_evaluating_from_scratch_leads() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var form = new RandomForm(seed);
            var input = Form.Input with { Draft = seed % 2 == 0 };
            var session = form.Plan.Start(form.Answers(), input);
            for (var i = 0; i < 8; i++)
            {
                Same(form.Plan.Evaluate(session.Answers, input), session.Evaluation, $"seed {seed}, change {i}");
                var (path, value) = form.Change(session.Answers);
                session.Change(path, value);
            }
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));

    [Fact]
    public void What_a_change_reports_is_all_that_changed() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var form = new RandomForm(seed);
            var session = form.Plan.Start(form.Answers(), Form.Input);
            var before = session.Evaluation;
            var (path, value) = form.Change(session.Answers);
            var change = session.Change(path, value);
            var after = session.Evaluation;
            var reported = change.Fields.Select(field => field.Path).ToHashSet();
            var changed = Lines(before).Except(Lines(after)).Concat(Lines(after).Except(Lines(before))).Select(line => line.Field);
            Assert.All(changed, field => Assert.Contains(field, reported));
            Assert.Equal(!before.VisiblePages.SetEquals(after.VisiblePages), change.PagesChanged);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));

    [Fact]
    public void An_answer_that_was_hidden_comes_back_when_it_is_shown_again()
    {
        var plan = Form.Of(
            """{"id":"kind","type":"yesNo","label":"代理ですか"}""",
            """{"id":"agent","type":"personName","label":"代理人","visible":"kind","required":true}""",
            """{"id":"rows","type":"group","label":"人","visible":"kind","fields":[{"id":"n","type":"integer","label":"数"}]}""");
        var session = plan.Start(Form.Answers("""{"kind":true,"agent":{"family":"川崎","familyKana":"カワサキ"},"rows":[{"n":1},{"n":2}]}"""), Form.Input with { Draft = true });
        var shown = session.Evaluation.Answers.ToJsonString();
        session.Change("kind", false);
        Assert.Equal("""{"kind":false}""", session.Evaluation.Answers.ToJsonString());
        session.Change("kind", true);
        Assert.Equal(shown, session.Evaluation.Answers.ToJsonString());
    }

    [Fact]
    public void A_change_looks_only_at_what_depends_on_it()
    {
        var plan = Form.Of(
            """{"id":"a","type":"integer","label":"甲"}""", """{"id":"b","type":"calculated","label":"乙","value":"a * 2"}""",
            """{"id":"c","type":"text","label":"丙","visible":"b > 10"}""", """{"id":"d","type":"text","label":"丁"}""",
            """{"id":"e","type":"integer","label":"戊","valid":[{"expression":"e < b","message":"大きすぎます。"}]}""");
        var session = plan.Start([], Form.Input);
        Assert.Equal(["a", "b", "c", "e"], session.Change("a", 6).Fields.Select(field => field.Path));
        Assert.Equal(["a", "b", "c", "e"], session.Change("a", 7).Fields.Select(field => field.Path));
        Assert.Equal(["d"], session.Change("d", "x").Fields.Select(field => field.Path));
        Assert.Equal(["a"], session.Change("a", 7).Fields.Select(field => field.Path));
    }

    [Fact]
    public void One_row_is_changed_begun_and_refused_by_its_path()
    {
        var plan = Form.Of("""{"id":"g","type":"group","label":"群","maxRows":2,"fields":[{"id":"n","type":"integer","label":"数"},{"id":"who","type":"personName","label":"氏名"}]}""");
        var session = plan.Start([], Form.Input);
        session.Change("g[0].n", 1);
        session.Change("g[1].who.family", "川崎");
        Assert.Equal(["g[1].who.familyKana required"], session.Evaluation.Codes());
        Assert.Equal("""{"g":[{"n":1},{"who":{"family":"\u5DDD\u5D0E"}}]}""", session.Answers.ToJsonString());
        Assert.Throws<ArgumentException>(() => session.Change("g[2].n", 1));
        Assert.Throws<ArgumentException>(() => session.Change("g.n", 1));
        Assert.Throws<ArgumentException>(() => session.Change("nobody", 1));
        Assert.Throws<ArgumentException>(() => Form.Of("""{"id":"f","type":"attachment","label":"添付"}""").Start([], Form.Input).Change("f", "x"));
    }

    [Fact]
    public void A_session_keeps_answers_of_its_own()
    {
        var answers = Form.Answers("""{"a":"x"}""");
        var session = Form.Of("""{"id":"a","type":"text","label":"甲"}""").Start(answers, Form.Input);
        session.Change("a", "y");
        Assert.Equal("x", (string?)answers["a"]);
        session.Answers["a"] = "z";
        Assert.Equal("y", (string?)session.Evaluation.Answers["a"]);
    }

    private static void Same(Evaluation scratch, Evaluation session, string when)
    {
        Assert.True(scratch.Answers.ToJsonString() == session.Answers.ToJsonString(), $"{when}: {scratch.Answers.ToJsonString()} but {session.Answers.ToJsonString()}");
        Assert.True(scratch.Visible.SequenceEqual(session.Visible), when);
        Assert.True(scratch.Required.SequenceEqual(session.Required), when);
        Assert.True(scratch.ReadOnly.SequenceEqual(session.ReadOnly), when);
        Assert.True(scratch.Codes().SequenceEqual(session.Codes()), $"{when}: {string.Join(" / ", scratch.Codes())} but {string.Join(" / ", session.Codes())}");
        Assert.True(scratch.Fee == session.Fee && scratch.VisiblePages.SetEquals(session.VisiblePages), when);
    }

    /// <summary>Everything that can be seen of each top-level field, as lines.</summary>
    private static List<(string Field, string What)> Lines(Evaluation evaluation) =>
    [
        .. evaluation.Visible.Select(path => (Top(path), "visible " + path)),
        .. evaluation.Required.Select(path => (Top(path), "required " + path)),
        .. evaluation.ReadOnly.Select(path => (Top(path), "fixed " + path)),
        .. evaluation.Answers.Select(pair => (pair.Key, "value " + pair.Value?.ToJsonString())),
        .. evaluation.Issues.Where(issue => issue.Path != "" && issue.Code != IssueCodes.UnknownField).Select(issue => (Top(issue.Path), issue.Code + issue.Message)),
    ];

    private static string Top(string path) => path.Split('.', '[')[0];
}
