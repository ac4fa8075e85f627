using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElectronicApplication.Database.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class MidForm : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "OpenDesignId",
                table: "PublicationRequests",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "MovedFrom",
                table: "Drafts",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "UntoldFrom",
                table: "Drafts",
                type: "int",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_PublicationRequests_OpenDesignId",
                table: "PublicationRequests",
                column: "OpenDesignId",
                unique: true,
                filter: "[OpenDesignId] IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_PublicationRequests_OpenDesignId",
                table: "PublicationRequests");

            migrationBuilder.DropColumn(
                name: "OpenDesignId",
                table: "PublicationRequests");

            migrationBuilder.DropColumn(
                name: "MovedFrom",
                table: "Drafts");

            migrationBuilder.DropColumn(
                name: "UntoldFrom",
                table: "Drafts");
        }
    }
}
