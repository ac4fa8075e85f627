using System.Text.Json;
using ElectronicApplication.Forms.Editing;
using FsCheck;
using FsCheck.Fluent;

namespace ElectronicApplication.Forms.Tests.Editing;

public sealed class ConditionTests
{
    private const string Options = "\"options\":[{\"value\":\"a\",\"label\":\"甲\"},{\"value\":\"b\",\"label\":\"乙\"},{\"value\":\"c \\\"\",\"label\":\"丙\"}]";

    private static readonly FormPlan Plan = Form.Of(
        """{"id":"y","type":"yesNo","label":"有無"}""", $$"""{"id":"k","type":"choice","label":"種類",{{Options}}}""", $$"""{"id":"ks","type":"choices","label":"いくつか",{{Options}}}""",
        """{"id":"n","type":"integer","label":"数"}""", """{"id":"d","type":"date","label":"日"}""", """{"id":"h","type":"time","label":"時刻"}""", """{"id":"t","type":"text","label":"文字"}""",
        """{"id":"name","type":"personName","label":"氏名"}""", """{"id":"papers","type":"attachment","label":"書類"}""", """{"id":"total","type":"calculated","label":"計","value":"n + 1"}""",
        """{"id":"g","type":"group","label":"群","fields":[{"id":"q","type":"integer","label":"個数"},{"id":"r","type":"text","label":"行","visible":"q > 1"}]}""",
        """{"id":"late","type":"text","label":"後","visible":"y"}""", """{"id":"later","type":"text","label":"もっと後","visible":"late = \"x\""}""");

    [Theory]
    [InlineData("k = \"a\"", "k Is a"), InlineData("\"a\" = k", "k Is a"), InlineData("k != \"a\"", "k IsNot a"), InlineData("not(k = \"a\")", "k IsNot a")]
    [InlineData("k in (\"a\", \"b\")", "k IsOneOf a|b"), InlineData("k in [\"a\", \"b\"]", "k IsOneOf a|b"), InlineData("not(k in (\"a\", \"b\"))", "k IsNoneOf a|b")]
    [InlineData("y", "y Is true"), InlineData("y = true", "y Is true"), InlineData("not(y)", "y Is false"), InlineData("y = false", "y Is false"), InlineData("y != true", "y IsNot true")]
    [InlineData("5 < n", "n More 5"), InlineData("n <= -5", "n AtMost -5"), InlineData("n between 1 and 5", "n Between 1|5"), InlineData("n in [1..5]", "n Between 1|5"), InlineData("not(n < 5)", "n AtLeast 5")]
    [InlineData("d < date(\"2026-04-01\")", "d Less 2026-04-01"), InlineData("d >= @\"2026-04-01\"", "d AtLeast 2026-04-01"), InlineData("d > today", "d More today"), InlineData("h >= time(\"09:00:00\")", "h AtLeast 09:00")]
    [InlineData("is defined(n)", "n IsAnswered "), InlineData("n != null", "n IsAnswered "), InlineData("n = null", "n IsNotAnswered "), InlineData("not(is defined(name.family))", "name.family IsNotAnswered ")]
    [InlineData("list contains(ks, \"a\")", "ks Includes a"), InlineData("not(list contains(ks, \"a\"))", "ks IncludesNot a"), InlineData("count(ks) > 0", "ks IsAnswered "), InlineData("papers = null or count(papers) = 0", "papers IsNotAnswered ")]
    [InlineData("starts with(t, \"x\")", "t StartsWith x"), InlineData("contains(name.family, \"川\")", "name.family Contains 川"), InlineData("total > 3", "total More 3"), InlineData("q > 1", "q More 1")]
    public void A_comparison_is_shown_as_a_row(string feel, string row)
    {
        var group = ConditionRows.Read(feel, Plan);
        var only = Assert.IsType<ConditionRow>(Assert.Single(group!.Items));
        Assert.Equal(row, $"{only.Field} {only.Operator} {string.Join('|', only.Values)}");
    }

    [Theory]
    [InlineData("n + 1 > 2"), InlineData("n > total"), InlineData("k = \"unknown option\""), InlineData("sum(g.q) > 3"), InlineData("some i in g satisfies i.q > 1"), InlineData("k = 3"), InlineData("n ="), InlineData("unknown = 1")]
    [InlineData("not(y and n > 1)"), InlineData("if y then n > 1 else n > 2"), InlineData("is defined(ks)"), InlineData("ks = null"), InlineData("not(n between 1 and 2)"), InlineData("n in (1..5]"), InlineData("true"), InlineData("k in (\"a\", t)"), InlineData("")]
    public void What_would_change_its_meaning_as_rows_stays_text(string feel) => Assert.Null(ConditionRows.Read(feel, Plan));

    [Fact]
    public void All_and_any_nest()
    {
        var group = ConditionRows.Read("k = \"a\" and (n > 1 or y) and (d < today or (t = \"x\" and n < 9))", Plan)!;
        Assert.True(group.All);
        Assert.Equal(3, group.Items.Count);
        Assert.Equal("k = \"a\" and (n > 1 or y) and (d < today or (t = \"x\" and n < 9))", ConditionRows.Write(group, Plan).Feel);
        Assert.False(ConditionRows.Read("n = 1 or n = 2 and y", Plan)!.All);
    }

    [Fact]
    public void What_is_written_is_read_again_as_the_same_rows()
    {
        Prop.ForAll(Groups(3).ToArbitrary(), group =>
        {
            var written = ConditionRows.Write(group, Plan);
            Assert.True(written.Problem is null, written.Problem?.MessageEn);
            Assert.Equal(group.Simplified(), ConditionRows.Read(written.Feel!, Plan));
            Assert.Empty(FeelAssist.Check(Plan, "field/t", "visible", written.Feel!));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void Rows_are_the_same_in_json()
    {
        ConditionNode group = new ConditionGroup(false, [new ConditionRow("n", ConditionOperator.AtLeast, ["3"]), new ConditionGroup(true, [new ConditionRow("y", ConditionOperator.IsAnswered, [])])]);
        var json = JsonSerializer.Serialize(group, DefinitionEdit.Options);
        Assert.Equal("""{"node":"group","all":false,"items":[{"node":"row","field":"n","operator":"atLeast","values":["3"]},{"node":"group","all":true,"items":[{"node":"row","field":"y","operator":"isAnswered","values":[]}]}]}""", json);
        Assert.Equal(group, JsonSerializer.Deserialize<ConditionNode>(json, DefinitionEdit.Options));
    }

    [Theory]
    [InlineData("n", ConditionOperator.Is, "三", "数ではありません"), InlineData("d", ConditionOperator.Less, "2026-02-30", "日付ではありません"), InlineData("k", ConditionOperator.Is, "z", "選択肢にありません"), InlineData("nobody", ConditionOperator.Is, "1", "選び直して")]
    [InlineData("y", ConditionOperator.Less, "true", "比べ方"), InlineData("y", ConditionOperator.Is, "yes", "はい"), InlineData("h", ConditionOperator.Is, "25:00", "時刻ではありません"), InlineData("t", ConditionOperator.Is, "", "値を"), InlineData("g", ConditionOperator.IsAnswered, "", "選び直して")]
    public void A_row_that_cannot_be_written_says_why_and_where(string field, ConditionOperator op, string value, string says)
    {
        var problem = ConditionRows.Write(new ConditionGroup(true, [new ConditionRow("n", ConditionOperator.Is, ["1"]), new ConditionGroup(false, [new ConditionRow("n", ConditionOperator.Is, ["1"]), new ConditionRow(field, op, [value])])]), Plan).Problem!;
        Assert.Contains(says, problem.MessageJa);
        Assert.Equal("items[1].items[1]", problem.Path);
        Assert.NotNull(ConditionRows.Write(new ConditionGroup(true, []), Plan).Problem);
        Assert.NotNull(ConditionRows.Write(new ConditionGroup(true, [new ConditionRow("n", ConditionOperator.Between, ["1"])]), Plan).Problem);
    }

    [Fact]
    public void Values_are_taken_as_people_type_them() =>
        Assert.Equal("n = 1000 and d >= date(\"2026-04-01\") and h < time(\"09:30:00\")", ConditionRows.Write(new ConditionGroup(true,
        [
            new ConditionRow("n", ConditionOperator.Is, ["１，０００"]), new ConditionRow("d", ConditionOperator.AtLeast, ["令和8年4月1日"]), new ConditionRow("h", ConditionOperator.Less, ["9:30"]),
        ]), Plan).Feel);

    [Fact]
    public void Only_fields_that_make_no_circle_are_offered()
    {
        Assert.Equal(["y", "k", "ks", "n", "d", "h", "t", "name", "papers", "total"], Tops("field/late", "visible"));
        Assert.Equal(["y", "k", "ks", "n", "d", "h", "t", "name", "papers", "total", "late", "later"], Tops("field/late", "valid[0].expression"));
        Assert.DoesNotContain("late", Tops("field/y", "visible"));
        Assert.DoesNotContain("later", Tops("field/y", "visible"));
        Assert.Equal("q", ConditionRows.FieldsUsableAt(Plan, "field/r", "visible")[0].Path);
        Assert.Empty(ConditionRows.FieldsUsableAt(Plan, "page/main"));
        var field = ConditionRows.FieldsUsableAt(Plan, "procedure").First(field => field.Path == "k");
        Assert.Equal(("種類", ConditionKind.Option, 3), (field.LabelJa, field.Kind, field.Options.Count));
        Assert.Contains(ConditionRows.FieldsUsableAt(Plan, "procedure"), part => part is { Path: "name.family", LabelJa: "氏名：姓" });

        static string[] Tops(string target, string key) => [.. ConditionRows.FieldsUsableAt(Plan, target, key).Select(field => field.Path).Where(path => !path.Contains('.'))];
    }

    [Fact]
    public void Every_plain_condition_of_the_catalogue_survives_as_rows()
    {
        var (read, all) = (0, 0);
        foreach (var code in ((IEnumerable<object[]>)CatalogTests.Procedures()).Select(row => (string)row[0]))
        {
            var plan = Catalog.Plan(code);
            foreach (var field in plan.Form.Pages.SelectMany(page => page.Fields).SelectMany(field => field.Fields.Prepend(field)))
                if (field.Visible is { } visible)
                {
                    all++;
                    if (ConditionRows.Read(visible, plan) is not { } group)
                        continue;
                    read++;
                    Assert.Equal(group, ConditionRows.Read(ConditionRows.Write(group, plan).Feel!, plan));
                }
        }
        Assert.True(read * 10 >= all * 8, $"{read} of {all}");
    }

    private static Gen<ConditionGroup> Groups(int depth) =>
        from all in Gen.Elements(true, false)
        from count in Gen.Choose(1, 4)
        from items in (depth == 0 ? Rows().Select(row => (ConditionNode)row) : Gen.Frequency((3, Rows().Select(row => (ConditionNode)row)), (1, Groups(depth - 1).Select(inner => (ConditionNode)inner)))).ArrayOf(count)
        select new ConditionGroup(all, items);

    private static Gen<ConditionRow> Rows() =>
        from field in Gen.Elements(ConditionRows.FieldsUsableAt(Plan, "procedure").ToArray())
        from op in Gen.Elements(field.Operators.ToArray())
        from many in Gen.Choose(1, 3)
        from values in Value(field).ArrayOf(op switch { ConditionOperator.IsAnswered or ConditionOperator.IsNotAnswered => 0, ConditionOperator.Between => 2, ConditionOperator.IsOneOf or ConditionOperator.IsNoneOf => many, _ => 1 })
        select new ConditionRow(field.Path, op, values);

    private static Gen<string> Value(ConditionField field) => field.Kind switch
    {
        ConditionKind.Truth => Gen.Elements("true", "false"),
        ConditionKind.Option or ConditionKind.Options => Gen.Elements(field.Options.Select(option => option.Value).ToArray()),
        ConditionKind.Number => Gen.Elements("0", "-3", "1.5", "1000000"),
        ConditionKind.Date => Gen.Elements("2026-04-01", "1989-01-07", "today"),
        ConditionKind.Time => Gen.Elements("09:00", "23:59:30"),
        _ => Gen.Elements("x", "川﨑 \"引用\"", "改\n行\\d", "𠮷", "and", "]]"),
    };
}
