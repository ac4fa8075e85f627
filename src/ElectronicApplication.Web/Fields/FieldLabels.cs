using System.Globalization;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Web.Fields;

/// <summary>What people call a path.</summary>
public static class FieldLabels
{
    /// <summary>A field of a row is named with the row and its number: "お子さん 2：氏名".</summary>
    public static string Of(FormPlan plan, string path, Words words)
    {
        var label = plan.Field(path) is { } field ? words[field.Label] : path;
        var top = FieldPaths.Top(path);
        return path.Length > top.Length && path[top.Length] == '[' && path.IndexOf(']') is var end and > 0 && plan.Field(top) is { } group
            && int.TryParse(path.AsSpan(top.Length + 1, end - top.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            ? $"{words[group.RowTitle ?? group.Label]} {row + 1}：{label}"
            : label;
    }
}
