using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Forms.Tests;

public sealed partial class LintTests
{
    private const string Named = """{"name":"氏名","source":"who","width":8}""";

    /// <summary>The finding, a layout that has it, and one near by that does not.</summary>
    public static TheoryData<string, string, string> LayoutCases() => new()
    {
        { "error layout-source s.layout.json", Fixed("""{"name":"氏名","source":"whom","width":8}"""), Fixed(Named) },
        { "warning layout-column-empty s.layout.json", Fixed("""{"name":"予備","width":8}"""), Fixed("""{"name":"予備","value":"","width":8}""") },
        { "warning mapping-loss mapping.json", Fixed(Named), Fixed(Named, "windows-31j") },
        { "warning mapping-loss mapping.json", Fixed("""{"name":"氏名","source":"who","width":2,"onOverflow":"cut"}""", "windows-31j"), Fixed(Named, "windows-31j") },
        { "warning mapping-not-made mapping.json", Fixed("""{"name":"氏名","source":"who","width":2}""", "windows-31j"), Fixed(Named, "windows-31j") },
        { "error mapping-layout-missing mapping.json", "", Fixed(Named) },
        { "error layout-width mapping.json", Fixed("""{"name":"氏名","source":"who"}"""), Fixed(Named) },
        { "warning unknown-key s.layout.json", Fixed("""{"name":"氏名","source":"who","width":8,"onOverflw":"cut"}"""), Fixed(Named) },
        { "error layout-xsd s.layout.json", Xml("""<xs:element name=\"other\"/>"""), Xml("""<xs:element name=\"record\"/>""") },
        { "error layout-xsd-broken s.layout.json", Xml("<xs:elemen/>"), Xml("""<xs:element name=\"record\"/>""") },
        { "warning code-missing mapping.json", Fixed("""{"name":"種類","source":"kind","codes":"short","width":2}"""), Fixed("""{"name":"種類","source":"kind","codes":"kinds","width":2}""") },
    };

    [Theory, MemberData(nameof(LayoutCases))]
    public void A_rule_about_layouts_finds_what_breaks_it_and_lets_its_neighbour_pass(string finding, string breaking, string near)
    {
        Assert.Contains(finding, Found(breaking));
        Assert.DoesNotContain(finding, Found(near));

        static IEnumerable<string> Found(string layout) => Laid(layout, """{"who":"who","kind":"kind"}""").Findings.Select(f => $"{(f.Severity == LintSeverity.Error ? "error" : "warning")} {f.Code} {f.File}");
    }

    [Theory]
    [InlineData("code(\\\"short\\\", kind)", "code-missing")]
    [InlineData("if kind = null then null else code(\\\"short\\\", kind)", "code-missing")]
    [InlineData("code(\\\"none\\\", kind)", "code-table-missing")]
    [InlineData("code(\\\"kinds\\\", kind)", null)]
    [InlineData("code(\\\"rest\\\", kind)", null)]
    public void A_code_table_has_a_row_for_every_value_of_the_form(string formula, string? code) =>
        Assert.Equal(code, Laid(Fixed(Named, "windows-31j"), $$"""{"who":"who","x":"{{formula}}"}""").Findings.FirstOrDefault(finding => finding.Code.StartsWith("code-", StringComparison.Ordinal))?.Code);

    [Fact]
    public void A_condition_of_a_target_that_is_neither_yes_nor_no_is_found() =>
        Assert.Contains(Laid(Fixed(Named), """{"who":"who"}""", ""","when":"kind" """).Findings, finding => finding is { Code: "mapping-when", Path: "$.targets[0].when", Severity: LintSeverity.Error });

    private static string Fixed(string column, string charset = "shift_jis") => $$"""{"kind":"fixed","charset":"{{charset}}","columns":[{{column}}]}""";

    private static string Xml(string element) =>
        $$"""{"kind":"xml","xsd":["<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">","{{element}}","</xs:schema>"],"columns":[{"name":"who","source":"who"}]}""";

    /// <summary>髙 is in windows-31j and not in shift_jis.</summary>
    private static LintReport Laid(string layout, string data, string extra = "")
    {
        var neighbours = new Dictionary<string, ReadOnlyMemory<byte>>();
        if (layout.Length > 0)
            neighbours["s.layout.json"] = Bytes(layout);
        return DefinitionLint.CheckQuickly(Files(fields: Kind + "," + Text("who", "", "氏名")) with
        {
            Mapping = Bytes($$$"""{"codes":{"short":{"a":"1"},"kinds":{"a":"1","b":"2"},"rest":{"a":"1","*":"9"}},"targets":[{"system":"s","layout":"s.layout.json"{{{extra}}},"data":{{{data}}} }]}"""),
            Samples = new Dictionary<string, ReadOnlyMemory<byte>> { ["accepted-1.json"] = """{"procedure":"test","answers":{"kind":"a","who":"髙田"}}"""u8.ToArray() },
            Neighbours = neighbours,
        }, Today);
    }
}
