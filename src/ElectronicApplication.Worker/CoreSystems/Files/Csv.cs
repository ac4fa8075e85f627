using System.Text;

namespace ElectronicApplication.Worker.CoreSystems.Files;

/// <summary>Comma-separated values as RFC 4180 has them; lines may also end with LF alone.</summary>
internal static class Csv
{
    /// <exception cref="FormatException">A quoted field does not end, or something follows its end.</exception>
    public static List<List<string>> Read(string text)
    {
        List<List<string>> rows = [];
        List<string> row = [];
        var field = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"' && field.Length == 0)
            {
                i = Quoted(text, i + 1, field);
                if (i < text.Length && text[i] is not (',' or '\r' or '\n'))
                    throw new FormatException("something follows the end of a quoted field");
                if (i == text.Length)
                    break;
            }
            if (text[i] == ',')
                End();
            else if (text[i] == '\n')
                EndRow();
            else if (text[i] != '\r' || i + 1 < text.Length && text[i + 1] != '\n')
                field.Append(text[i]);
        }
        if (row.Count > 0 || field.Length > 0)
            EndRow();
        return rows;

        void End()
        {
            row.Add(field.ToString());
            field.Clear();
        }

        void EndRow()
        {
            End();
            if (row.Count > 1 || row[0].Length > 0)
                rows.Add(row);
            row = [];
        }
    }

    /// <summary>Returns where the field has ended: after its closing quote.</summary>
    private static int Quoted(string text, int from, StringBuilder field)
    {
        for (var i = from; i < text.Length; i++)
            if (text[i] != '"')
                field.Append(text[i]);
            else if (i + 1 < text.Length && text[i + 1] == '"')
                field.Append(text[i++]);
            else
                return i + 1;
        throw new FormatException("a quoted field does not end");
    }
}
