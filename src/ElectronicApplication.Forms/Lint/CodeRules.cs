using System.Text.RegularExpressions;
using ElectronicApplication.Forms.Mapping;
using ElectronicApplication.Forms.Mapping.Layouts;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Lint;

/// <summary>Code tables of a mapping know every value that the form can give.</summary>
internal static partial class CodeRules
{
    public static void Check(LintContext context, MappingPlan mapping, MappingTarget target, string path)
    {
        foreach (var (place, expression) in target.Expressions)
            foreach (Match call in Call().Matches(expression.Text))
                Check(context, mapping, call.Groups["table"].Value, call.Groups["value"].Value, $"{path}.data.{place}");
        foreach (var column in Columns(target.Layout?.Columns ?? []))
            if (column is { Codes: { } table, Source: { } source } && target.Expressions.GetValueOrDefault(source)?.Text.Trim() is { } name)
                Check(context, mapping, table, name, $"{path}.layout");
    }

    private static IEnumerable<LayoutColumn> Columns(IEnumerable<LayoutColumn> columns) => columns.SelectMany(column => Columns(column.Columns).Prepend(column));

    private static void Check(LintContext context, MappingPlan mapping, string table, string name, string path)
    {
        if (!mapping.Codes.Has(table))
        {
            context.Error("code-table-missing", LintContext.MappingFile, path, $"コード表「{table}」が codes にありません。表を書くか、名前を直してください。", $"There is no table '{table}' in 'codes'. Write it, or correct the name.");
            return;
        }
        if (Field(context, name) is not { } field)
            return;
        var values = field.Type == FieldType.YesNo ? ["true", "false"] : field.Definition.Options.Select(option => option.Value);
        if (values.Where(value => !mapping.Codes.Knows(table, value)).ToList() is { Count: > 0 } missing)
            context.Warning("code-missing", LintContext.MappingFile, path,
                $"コード表「{table}」に、項目「{field.LabelJa}」の値 {string.Join("、", missing.Take(5))} の行がありません。加えるか、その他を \"*\" で受けてください。",
                $"The code table '{table}' has no row for {string.Join(", ", missing.Take(5))} of '{field.LabelEn}'. Add it, or take all others with \"*\".");
    }

    /// <summary>A field, or one of a repeated group: <c>c.child_sex</c>.</summary>
    private static PlanField? Field(LintContext context, string name) =>
        context.Plan.Named(name) as PlanField ?? context.Plan.Fields.SelectMany(field => field.Fields).FirstOrDefault(inner => name.EndsWith("." + inner.Id, StringComparison.Ordinal));

    [GeneratedRegex(@"(?<!\w)code\(\s*""(?<table>[^""]+)""\s*,\s*(?<value>[A-Za-z_][\w.]*)\s*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Call();
}
