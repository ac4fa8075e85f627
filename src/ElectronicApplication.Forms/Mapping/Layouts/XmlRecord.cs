using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace ElectronicApplication.Forms.Mapping.Layouts;

/// <summary>A record as an XML element. What the data does not have is left out; columns whose names begin alike share their element.</summary>
internal static class XmlRecord
{
    public static string Of(RecordLayout layout, JsonObject data, ColumnTexts texts)
    {
        var record = new XElement(layout.Record);
        Fill(record, layout.Columns, data, "", texts);
        return record.ToString(SaveOptions.DisableFormatting);
    }

    private static void Fill(XElement parent, IReadOnlyList<LayoutColumn> columns, JsonNode? data, string inside, ColumnTexts texts)
    {
        foreach (var column in columns)
        {
            var steps = column.Name.Split('/');
            if (column.Columns.Count > 0)
            {
                if (DataPlace.Find(data, column.Source!) is not JsonArray list)
                    continue;
                for (var i = 0; i < list.Count; i++)
                {
                    var item = new XElement(steps[^1]);
                    Fill(item, column.Columns, list[i], $"{inside}{column.Source}[{i}].", texts);
                    Holder(parent, steps).Add(item);
                }
            }
            else if (texts.Of(column, data, inside) is not { } text)
                continue;
            else if (steps[^1][0] == '@')
                Holder(parent, steps).SetAttributeValue(steps[^1][1..], text);
            else
                Holder(parent, steps).Add(new XElement(steps[^1], text));
        }
    }

    private static XElement Holder(XElement parent, string[] steps)
    {
        foreach (var step in steps.Take(steps.Length - 1))
        {
            // Only the last one: the next item of a list begins an element of its own.
            if (parent.Elements().LastOrDefault() is not { } last || last.Name.LocalName != step)
                parent.Add(last = new XElement(step));
            parent = last;
        }
        return parent;
    }
}
