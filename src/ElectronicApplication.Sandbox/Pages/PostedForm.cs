using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Sandbox.Pages;

/// <summary>The fields of a posted form. A request that brings none has no fields; each page then says what it misses.</summary>
internal static class PostedForm
{
    public static async Task<IFormCollection> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            return FormCollection.Empty;
        }
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException broken)
        {
            throw new BadHttpRequestException(broken.Message, StatusCodes.Status400BadRequest, broken);
        }
    }
}
