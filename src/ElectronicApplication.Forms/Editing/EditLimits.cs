using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Editing;

/// <summary>How large a definition may grow in the designer. One that came larger from outside can still be made smaller.</summary>
internal static class EditLimits
{
    public const int Targets = 1_000;
    public const int TextLength = 20_000;

    private const int MaxFields = 1_000;
    private const int MaxPages = 200;
    private const int MaxOptions = 2_000;
    private const int MaxRules = 1_000;
    private const int MaxBytes = DefinitionTree.MaxFileBytes;

    /// <summary>The three files, samples and schemas together.</summary>
    private const int MaxAllBytes = 8 * 1024 * 1024;

    public static void Check(DefinitionTree before, DefinitionTree after)
    {
        var (was, now) = (Counts.Of(before), Counts.Of(after));
        Limit(was.Pages, now.Pages, MaxPages, "$.pages", "ページ", "ページをまとめるか、手続を分けてください。", "pages", "Merge pages, or split the procedure.");
        Limit(was.Fields, now.Fields, MaxFields, "$.pages", "項目", "要らない項目を消すか、手続を分けてください。", "fields", "Remove fields, or split the procedure.");
        Limit(was.Options, now.Options, MaxOptions, "$.pages", "一つの項目の選択肢", "選択を二段階に分けてください。", "options in one field", "Ask in two steps.");
        Limit(was.Rules, now.Rules, MaxRules, "$.tables", "一つの表の行", "表を分けるか、行をまとめてください。", "rows in one table", "Split the table, or merge rows.");
        var old = Files(before).ToDictionary(file => file.Name, file => file.Json);
        foreach (var (name, json) in Files(after))
            if (JsonText.AtMost(json) >= MaxBytes && JsonText.Bytes(json).Length is var bytes and >= MaxBytes && bytes > (old.TryGetValue(name, out var former) ? JsonText.Bytes(former).Length : 0))
                throw new DefinitionException([new DefinitionProblem("$",
                    "ファイルが大きくなりすぎます（一つ 4 MB まで）。文章を短くするか、手続を分けてください。",
                    "The file would grow too large (limit 4 MB each). Shorten its texts, or split the procedure.") { File = name, Code = "too-large" }]);
        if (AtMost(after) >= MaxAllBytes && Bytes(after) is var all and >= MaxAllBytes && all > Bytes(before))
            throw new DefinitionException([new DefinitionProblem("$",
                "様式・例・スキーマを合わせて大きくなりすぎます（8 MB まで）。要らない例やスキーマを消すか、文章を短くするか、手続を分けてください。",
                "Form, samples and schemas together would grow too large (limit 8 MB). Remove samples or schemas, shorten texts, or split the procedure.") { Code = "too-large" }]);
    }

    private static long AtMost(DefinitionTree tree) => Files(tree).Sum(file => JsonText.AtMost(file.Json));

    private static long Bytes(DefinitionTree tree) => Files(tree).Sum(file => (long)JsonText.Bytes(file.Json).Length);

    private static IEnumerable<(string Name, JsonNode Json)> Files(DefinitionTree tree) =>
    [
        ("procedure.json", tree.Procedure), ("form.json", tree.Form), ("mapping.json", tree.Mapping ?? []),
        .. tree.Samples.Select(sample => ("samples/" + sample.Key, sample.Value)), .. tree.Neighbours.Select(file => (file.Key, file.Value)),
    ];

    private static void Limit(int was, int now, int limit, string path, string whatJa, string remedyJa, string whatEn, string remedyEn)
    {
        if (now > limit && now > was)
            throw new DefinitionException([new DefinitionProblem(path,
                $"{whatJa}が多すぎます（{limit} まで）。{remedyJa}", $"There would be too many {whatEn} (limit {limit}). {remedyEn}") { Code = "too-many" }]);
    }

    private readonly record struct Counts(int Pages, int Fields, int Options, int Rules)
    {
        public static Counts Of(DefinitionTree tree)
        {
            var index = new TreeIndex(tree);
            return new Counts(
                index.Pages.Count, index.Fields.Count,
                index.Fields.Select(field => (field.Json["options"] as JsonArray)?.Count ?? 0).DefaultIfEmpty().Max(),
                index.Tables.Select(table => (table.Json["rules"] as JsonArray)?.Count ?? 0).DefaultIfEmpty().Max());
        }
    }
}
