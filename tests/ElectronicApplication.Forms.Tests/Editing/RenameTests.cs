using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Forms.Tests.Editing;

public sealed class RenameTests
{
    private const string Group = """
        {"id":"items","type":"group","label":"品物","fields":[{"id":"quantity","type":"integer","label":"個数"},{"id":"kind","type":"text","label":"種類"}]},
        {"id":"account","type":"bankAccount","label":"口座"},{"id":"number","type":"integer","label":"番号"},{"id":"n","type":"integer","label":"数"}
        """;

    [Theory]
    [InlineData("quantity", "sum(items.quantity) > 3", "sum(items.q) > 3")]
    [InlineData("quantity", "sum( items . quantity )>3 // quantity", "sum( items . q )>3 // quantity")]
    [InlineData("quantity", "every i in items satisfies i.quantity > 1", "every i in items satisfies i.q > 1")]
    [InlineData("quantity", "count(items[quantity > 1 and item.quantity < 9]) > 0", "count(items[q > 1 and item.q < 9]) > 0")]
    [InlineData("quantity", "count(for quantity in [1, 2] return quantity) > 0", "count(for quantity in [1, 2] return quantity) > 0")]
    [InlineData("quantity", "{quantity: 1, b: quantity}.b = 1", "{quantity: 1, b: quantity}.b = 1")]
    [InlineData("quantity", "{a: items}.a.quantity[1] = 1", "{a: items}.a.q[1] = 1")]
    [InlineData("quantity", "(for i in items return {quantity: i.quantity}).quantity[1] = 1", "(for i in items return {quantity: i.q}).quantity[1] = 1")]
    [InlineData("quantity", "sort(items, function(a, b) a.quantity < b.quantity)[1].quantity = 1", "sort(items, function(a, b) a.q < b.q)[1].q = 1")]
    [InlineData("quantity", "(if n > 1 then items[1] else items[-1]).quantity = 1", "(if n > 1 then items[1] else items[-1]).q = 1")]
    [InlineData("quantity", "sum(append(items, {quantity: 1}).quantity) = 1", "sum(append(items, {quantity: 1}).q) = 1")]
    [InlineData("quantity", "get value(items[1], \"quantity\") = 1", "get value(items[1], \"q\") = 1")]
    [InlineData("quantity", "\"quantity\" = kind", "\"quantity\" = kind")]
    [InlineData("kind", "account.kind = \"1\" and items.kind[1] = \"kind\"", "account.kind = \"1\" and items.q[1] = \"kind\"")]
    [InlineData("number", "number > 1 and account.number = \"1\" and number(\"3\") = number", "q > 1 and account.number = \"1\" and number(\"3\") = q")]
    [InlineData("items", "sum(items.quantity) + count(items) > 1", "sum(q.quantity) + count(q) > 1")]
    [InlineData("quantity", "sum(items.quantity > ) or quantity", "sum(items.q > ) or q")]
    [InlineData("quantity", "sum(items.quantity) > \"open", "sum(items.quantity) > \"open")]
    public void An_id_is_renamed_where_it_is_read_and_nowhere_else(string id, string before, string after)
    {
        var tree = EditingForms.Of(Group + $$""",{"id":"z","type":"text","label":"後","visible":{{JsonValue.Create(before).ToJsonString()}}}""");
        tree.Do(new RenameId("field/" + id, "q"));
        Assert.Equal(after, (string?)tree.Form.At("pages[0].fields[4].visible"));
    }

    [Fact]
    public void A_name_that_would_be_caught_by_a_loop_or_a_filter_is_refused_with_the_place()
    {
        var tree = EditingForms.Of(Group + """,{"id":"z","type":"text","label":"後","visible":"count(for i in items return i.quantity + n) > 0"}""");
        Assert.Contains("「後」の表示の条件", tree.Refuse(new RenameId("field/n", "i")).MessageJa);
        tree.Do(new RenameId("field/n", "j"));
        tree.Do(new Set("field/z", "visible", "count(items[quantity > j]) > 0"));
        Assert.Equal("duplicate-id", tree.Refuse(new RenameId("field/j", "quantity")).Code);
        tree.Refuse(new RenameId("field/j", "for"));
        tree.Refuse(new RenameId("field/j", "J"));
        Assert.Equal("unknown-target", tree.Refuse(new RenameId("procedure", "x")).Code);
    }

    [Fact]
    public void Mapping_procedure_tables_and_samples_follow_and_everything_works_as_before()
    {
        foreach (var code in new[] { "sodai-gomi", "koseki-shomei", "hoikusho-riyo", "gakudo-club", "kyusui-koji", "keijidosha-genmen" })
        {
            var tree = EditingForms.Catalogue(code);
            var before = DefinitionLint.Check(tree.ToFiles(), new DateOnly(2026, 11, 21)).Findings.Select(finding => finding.Code);
            var ids = new List<string>();
            foreach (var field in tree.Form["pages"]!.AsArray().SelectMany(page => page!["fields"]!.AsArray()))
                ids.AddRange(((JsonArray?)field!["fields"] ?? []).Select(inner => (string)inner!["id"]!).Prepend((string)field["id"]!));
            foreach (var id in ids)
                tree.Do(new RenameId("field/" + id, "zz_" + id));
            foreach (var table in (tree.Form["tables"]?.AsArray() ?? []).Concat(tree.Procedure["tables"]?.AsArray() ?? []).Select(table => (string)table!["id"]!).ToList())
                tree.Do(new RenameId("table/" + table, "zz_" + table));
            Assert.All(tree.Samples.Values, sample => Assert.All(sample["answers"]!.AsObject(), answer => Assert.StartsWith("zz_", answer.Key)));
            Assert.Equal(before, DefinitionLint.Check(tree.ToFiles(), new DateOnly(2026, 11, 21)).Findings.Select(finding => finding.Code));
        }
    }

    [Fact]
    public void Renaming_there_and_back_gives_the_same_files()
    {
        var tree = EditingForms.Catalogue("sodai-gomi");
        var before = EditingForms.Everything(tree);
        tree.Do(new RenameId("field/longest_cm", "length_cm"));
        Assert.NotEqual(before, EditingForms.Everything(tree));
        Assert.Equal("「いちばん長い辺の長さ」の識別名を length_cm から longest_cm に変更", tree.Do(new RenameId("field/length_cm", "longest_cm")).SummaryJa);
        Assert.Equal(before, EditingForms.Everything(tree));
        Assert.Equal("page/first", tree.Do(new RenameId("page/items_page", "first")).Focus);
        Assert.Equal("duplicate-id", tree.Refuse(new RenameId("page/first", "place")).Code);
    }
}
