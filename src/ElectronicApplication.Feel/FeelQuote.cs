using System.Text;

namespace ElectronicApplication.Feel;

/// <summary>Writes text as a FEEL string literal.</summary>
public static class FeelQuote
{
    public static string Text(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ => quoted.Append(c),
            };
        return quoted.Append('"').ToString();
    }
}
